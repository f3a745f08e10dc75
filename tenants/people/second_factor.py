"""Members whose role asks for a second factor get no further than to the page that leads to one."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from sluss.accounts.second_factor import has_second_factor, second_factor_address
from sluss.tenancy.middleware import SluiceRequest

# Set-up and signing out lie under /konto/, and the language can always be changed.
OPEN_PATHS = ("/konto/", "/sprak/")


class SecondFactorMiddleware:
    """Stands last, where the member is known. Asked on every request, so that a factor taken away counts at once."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: SluiceRequest) -> HttpResponse:
        if not _is_missing(request):
            return self.get_response(request)
        return HttpResponseRedirect(second_factor_address(request))


def _is_missing(request: SluiceRequest) -> bool:
    if request.municipality is None or request.member is None or request.path_info.startswith(OPEN_PATHS):
        return False
    if not request.member.has_role(*request.municipality.second_factor_roles):
        return False
    return not has_second_factor(request.user)  # type: ignore[arg-type]  # a member has an account

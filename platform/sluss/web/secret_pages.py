"""Pages whose address is a secret that stands for a person without an account."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# What routes call a secret in their address. A `key` that is no UUID is allauth's, for confirming and for passwords.
SECRETS = frozenset({"token", "uidb36"})


def secret_pages(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: kept by nobody between here and the reader, and found by no search engine, whatever the view answers.

    The site's own referrer policy keeps the address from other sites. `no-referrer` would also take the origin from
    what the page's forms send, and then no browser could send them.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if _has_secret(request):
            response["Cache-Control"] = "private, no-store"
            response["X-Robots-Tag"] = "noindex"
        return response

    return answer


def _has_secret(request: HttpRequest) -> bool:
    found = request.resolver_match
    return found is not None and (bool(SECRETS & found.kwargs.keys()) or isinstance(found.kwargs.get("key"), str))

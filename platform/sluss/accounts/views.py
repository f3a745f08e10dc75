"""Pages beside the sign-in library's own."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe


def closed(request: HttpRequest, **kwargs: object) -> HttpResponse:
    """For what the library can do and this platform does not offer."""
    raise Http404


@require_safe
@login_required
def not_a_member(request: HttpRequest) -> HttpResponse:
    if getattr(request, "municipality", None) is None:
        raise Http404
    return render(request, "accounts/not_a_member.html")


@require_safe
@login_required
def second_factor_needed(request: HttpRequest) -> HttpResponse:
    """Explains why the municipality asks for a second step, and leads to setting one up."""
    page = request.GET.get("next", "")
    known = url_has_allowed_host_and_scheme(page, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return render(request, "accounts/second_factor_needed.html", {"next": page if known else "/"})

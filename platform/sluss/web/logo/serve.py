"""Handing out a municipality's logo. The address holds its digest, so browsers may keep it for good."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from sluss.tenancy.face import logo_with

# Were somebody to open the file by itself, nothing in it could run, load or send anything.
POLICY: dict[str, list[str] | str] = {"default-src": [CSP.NONE], "frame-ancestors": [CSP.NONE], "sandbox": ""}


@require_safe
@csp_override(POLICY)
def logo(request: Any, digest: str) -> HttpResponse:
    found = logo_with(municipality=request.municipality, digest=digest)
    if found is None:
        raise Http404
    response = HttpResponse(bytes(found.content), content_type=found.content_type)
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response

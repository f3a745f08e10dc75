"""The record of a decision as a file to download."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sluss.web.pdf import PdfUnavailable
from tenants.decisions.record_pdf import LANGUAGES, file_name, pdf_of
from tenants.decisions.selectors import visible_decision
from tenants.people.access import MemberRequest, member_required


@require_safe
@member_required
def decision_pdf(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    """For those who may read the decision's page; Swedish unless `?language=en` is asked for."""
    decision = visible_decision(request.member, key)
    if decision is None:
        raise Http404
    asked = request.GET.get("language", "")
    language = asked if asked in LANGUAGES else LANGUAGES[0]
    try:
        content = pdf_of(decision, language=language, municipality=request.municipality.name)
    except PdfUnavailable:
        return _not_here(request, key)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{file_name(decision, language=language)}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _not_here(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    return render(request, "decisions/no_pdf.html", {"key": key}, status=503)

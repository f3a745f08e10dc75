"""The record of a decision as a PDF: what the decision's page says, and nothing more."""

import re
import unicodedata

from django.template.loader import render_to_string
from django.utils import translation

from sluss.web.pdf import write_pdf
from tenants.decisions.models import Decision
from tenants.decisions.record import record_of

LANGUAGES = ("sv", "en")
NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9]+")


def pdf_of(decision: Decision, *, language: str, municipality: str) -> bytes:
    """The record in one of LANGUAGES; what people have written stands as they wrote it.

    `decision` is read as `visible_decision` does. Raises PdfUnavailable where the machine cannot write PDF.
    """
    with translation.override(language):
        context = {
            "decision": decision,
            "record": record_of(decision),
            "language": language,
            "municipality": municipality,
        }
        html = render_to_string("decisions/record_pdf.html", context)
    return write_pdf(html, stylesheet="decisions/record.css")


def file_name(decision: Decision, *, language: str) -> str:
    """Such as `KS-2026-0412-beslut.pdf`: by registry number, in letters that every system can write."""
    plain = unicodedata.normalize("NFKD", decision.idea.registry_number).encode("ascii", "ignore").decode()
    number = NOT_IN_NAMES.sub("-", plain).strip("-")
    return f"{number}-{'beslut' if language == 'sv' else 'decision'}.pdf"

"""The page and the form, for whichever host shows them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sluss.statement.forms import StatementForm, values_of
from sluss.statement.models import Compliance, Statement
from sluss.statement.texts import DIGG, DIGG_NAME, texts_of
from sluss.web.two_wordings import differences, seen_again, state_of


def statement_page(
    request: HttpRequest, *, statement: Statement, responsible: str, report_url: str = "", edit_url: str = ""
) -> HttpResponse:
    """`responsible` is whom the site belongs to where the statement names nobody. Empty addresses show no link."""
    texts = texts_of(statement)
    if statement.compliance == Compliance.FULL and not statement.deficiencies:
        del texts["deficiencies"]
    context: dict[str, Any] = {
        "statement": statement,
        "texts": texts,
        "responsible": statement.responsible or responsible,
        "report_url": report_url,
        "edit_url": edit_url,
        "digg": DIGG,
        "digg_name": DIGG_NAME,
    }
    return render(request, "statement/page.html", context)


def statement_form(
    request: HttpRequest, *, form: StatementForm, back: str, theirs: Statement | None = None
) -> HttpResponse:
    """With `theirs`, which somebody saved meanwhile, both wordings stand beside each other."""
    context: dict[str, Any] = {"form": form, "back": back}
    if theirs is None:
        return render(request, "statement/edit.html", context, status=422 if form.errors else 200)
    standing = values_of(theirs)
    context |= {"conflict": True, "differences": differences(form, theirs=standing)}
    form.data = seen_again(request, seen=state_of(standing))
    return render(request, "statement/edit.html", context, status=409)

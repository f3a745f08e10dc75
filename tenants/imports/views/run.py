"""One import: how far it has come, what became of each row, and starting it."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from sluss.text.labels import labels_of
from sluss.web.table_response import table_response
from sluss.workflow.transitions import NotPossible
from tenants.ideas.access import HANDLERS
from tenants.imports import report
from tenants.imports.asking import ask_for_run
from tenants.imports.models import ImportRow, ImportRun
from tenants.imports.reading.messages import FIELDS
from tenants.imports.rules import UNDOABLE
from tenants.imports.undo_import import undone_by
from tenants.imports.views.access import get_run, importer_required
from tenants.people.access import MemberRequest

PAGE = 50
State, Status = ImportRun.State, ImportRow.Status
WORKING = (State.CHECKING, State.RUNNING, State.UNDOING)
LABELS = {
    State.CHECKING: gettext_lazy("Every row is checked."),
    State.RUNNING: gettext_lazy("The ideas are registered."),
    State.UNDOING: gettext_lazy("The import is undone."),
}


@require_safe
@importer_required
def run_page(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    run = get_run(key)
    if run.state == State.UPLOADED:
        return redirect("imports:columns", key)
    if run.state in WORKING:
        return render(request, "imports/working.html", _progress(run))
    if run.state == State.UNDONE:
        return render(request, "imports/undone.html", {"run": run, "undone": undone_by(run=run)})
    return render(request, "imports/run.html", _context(request, run))


@require_safe
@importer_required
def progress(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    """The moving part of the page, asked for again and again; when the work has ended the page is loaded anew."""
    run = get_run(key)
    if run.state in WORKING:
        return render(request, "imports/parts/progress.html", _progress(run))
    response = HttpResponse()
    response["HX-Refresh"] = "true"
    return response


@require_POST
@importer_required
def start(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    try:
        ask_for_run(run=get_run(key), actor=request.member)
    except NotPossible as error:
        messages.error(request, str(error))
    return redirect("imports:run", key)


@require_safe
@importer_required
def report_csv(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    return table_response(request, name="import", header=report.header(), rows=report.lines(get_run(key)))


def _progress(run: ImportRun) -> dict[str, Any]:
    return {
        "run": run,
        "label": LABELS[State(run.state)],
        "total": run.total if run.state == State.RUNNING else 0,
        "poll": reverse("imports:progress", args=[run.key]),
    }


def _context(request: MemberRequest, run: ImportRun) -> dict[str, Any]:
    status = request.GET.get("status", "")
    rows = run.rows.filter(status=status) if status in Status.values else run.rows.all()
    chosen = rows.order_by("number", "pk").values(
        "number", "status", "title", "reasons", "idea_id", "idea__registry_number"
    )
    page = Paginator(chosen, PAGE).get_page(request.GET.get("page"))
    labels = labels_of(Status)
    shown = [
        row | {"label": labels[row["status"]], "remarks": report.remarks(row["reasons"])} for row in page.object_list
    ]
    return {
        "run": run,
        "page": page,
        "rows": shown,
        "status": status,
        "filters": _filters(run),
        "has_rows": run.rows.exists(),
        "opens_ideas": request.member.has_role(*HANDLERS),
        "undoable": run.state in UNDOABLE,
        "used": [(FIELDS[field], value) for field, value in _used(run)],
    }


def _filters(run: ImportRun) -> list[tuple[str, str, int]]:
    return [
        ("", _("All rows"), run.total),
        (Status.ACCEPTED.value, _("Accepted"), run.accepted),
        (Status.REJECTED.value, _("Rejected"), run.rejected),
        (Status.DUPLICATE.value, _("Duplicates"), run.duplicates),
    ]


def _used(run: ImportRun) -> list[tuple[str, str]]:
    """The columns that count, by field."""
    held = ((field, run.mapping.get(field) or []) for field in FIELDS)
    return [(field, value if isinstance(value, str) else ", ".join(value)) for field, value in held if value]

"""Undoing an import, and taking away one that registered nothing."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sluss.workflow.transitions import NotPossible, Text
from tenants.ideas.models import Idea
from tenants.imports.asking import ask_for_undo
from tenants.imports.discard_run import DISCARDABLE, discard_run
from tenants.imports.models import ImportRun
from tenants.imports.rules import UNDOABLE, happened_later
from tenants.imports.views.access import get_run, importer_required
from tenants.people.access import MemberRequest

SHOWN = 20


@require_http_methods(["GET", "HEAD", "POST"])
@importer_required
def undo(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    run = get_run(key)
    if run.state not in UNDOABLE:
        return redirect("imports:run", key)
    if request.method == "POST":
        return _undo(request, run)
    return _undo_page(request, run)


@require_http_methods(["GET", "HEAD", "POST"])
@importer_required
def discard(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    run = get_run(key)
    if run.state not in DISCARDABLE:
        return redirect("imports:run", key)
    if request.method == "POST":
        return _discard(request, run)
    question = {
        "title": _("Remove the file?"),
        "text": _("“%(name)s” and the report of it are deleted. No idea has been registered from it.")
        % {"name": run.file_name},
        "action": _("Remove"),
        "cancel_url": reverse("imports:run", args=[key]),
        "danger": True,
    }
    return render(request, "web/confirm.html", question)


def _undo(request: MemberRequest, run: ImportRun) -> HttpResponse:
    try:
        ask_for_undo(run=run, actor=request.member)
    except NotPossible:
        return _undo_page(request, get_run(run.key), status=409)
    return redirect("imports:run", run.key)


def _undo_page(request: MemberRequest, run: ImportRun, *, status: int = 200) -> HttpResponse:
    later = happened_later(run=run)
    registered = run.rows.filter(idea__isnull=False).count()
    context = {"run": run, "count": len(later), "registered": registered, "later": _shown(later)}
    return render(request, "imports/undo.html", context, status=status)


def _shown(later: dict[int, Text]) -> list[tuple[Idea, Text]]:
    ideas = Idea.objects.filter(pk__in=sorted(later)[:SHOWN]).order_by("pk").only("pk", "title", "registry_number")
    return [(idea, later[idea.pk]) for idea in ideas]


def _discard(request: MemberRequest, run: ImportRun) -> HttpResponse:
    try:
        discard_run(run=run)
    except NotPossible as error:
        messages.error(request, str(error))
        return redirect("imports:run", run.key)
    messages.success(request, _("The file is removed."))
    return redirect("imports:list")

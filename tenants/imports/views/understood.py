"""What was understood of the file, to be put right: its columns, then its stages and outcomes."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from sluss.workflow.transitions import NotPossible
from tenants.imports import understanding
from tenants.imports.asking import ask_for_check
from tenants.imports.forms import ColumnsForm, ValuesForm
from tenants.imports.models import ImportRun
from tenants.imports.places import places_here
from tenants.imports.reading.messages import say
from tenants.imports.set_mapping import CHANGEABLE, Values, set_mapping
from tenants.imports.views.access import get_run, importer_required
from tenants.people.access import MemberRequest


@require_http_methods(["GET", "HEAD", "POST"])
@importer_required
def columns(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    run = get_run(key)
    if run.state not in CHANGEABLE:
        return redirect("imports:run", key)
    form = ColumnsForm(request.POST or None, run=run)
    if request.method == "POST" and form.is_valid():
        return _keep_columns(request, run, form)
    notices = [say(notice=notice) for notice in understanding.notices_of(run.guess)]
    context = {"run": run, "form": form, "notices": notices}
    return render(request, "imports/columns.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@importer_required
def values(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    run = get_run(key)
    if run.state not in CHANGEABLE:
        return redirect("imports:run", key)
    form = ValuesForm(request.POST or None, run=run, places=places_here())
    if not form.fields:
        return redirect("imports:columns", key)
    if request.method == "POST" and form.is_valid():
        return _check(request, run, form.values())
    return render(request, "imports/values.html", {"run": run, "form": form}, status=422 if form.errors else 200)


def _keep_columns(request: MemberRequest, run: ImportRun, form: ColumnsForm) -> HttpResponse:
    """On to the places where the file has stages or outcomes to place, else straight to the check."""
    mapping = form.mapping()
    kept = run.mapping.get("values") if mapping == understanding.mapping_of(run.mapping) else None
    try:
        run = set_mapping(run=run, mapping=mapping, values=kept)
    except NotPossible as error:
        return _refused(request, run, error)
    if ValuesForm(run=run, places=places_here()).fields:
        return redirect("imports:values", run.key)
    return _check(request, run, {})


def _check(request: MemberRequest, run: ImportRun, values: Values) -> HttpResponse:
    try:
        set_mapping(run=run, mapping=understanding.mapping_of(run.mapping), values=values)
        ask_for_check(run=run)
    except NotPossible as error:
        return _refused(request, run, error)
    return redirect("imports:run", run.key)


def _refused(request: MemberRequest, run: ImportRun, error: NotPossible) -> HttpResponse:
    messages.error(request, str(error))
    return redirect("imports:run", run.key)

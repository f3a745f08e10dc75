"""Goals from a file: chosen, looked at row by row, then written in all at once."""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from sluss.workflow.transitions import NotPossible
from tenants.goals.forms import FileForm
from tenants.goals.importing.bring_in import RowsRefused, bring_in
from tenants.goals.importing.judging import JudgedRow, judge
from tenants.goals.importing.reading import ReadRow, as_data, from_data, read_goals
from tenants.goals.rules import EDITORS
from tenants.people.access import MemberRequest, role_required

KEPT_SECONDS = 12 * 60 * 60


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*EDITORS)
def import_page(request: MemberRequest) -> HttpResponse:
    if "rows" in request.POST:
        return _write_in(request)
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if form.is_bound and form.is_valid():
        try:
            found = read_goals(form.cleaned_data["file"])
        except NotPossible as error:
            form.add_error("file", [str(reason) for reason in error.reasons])
        else:
            return _preview(request, judge(found.rows), found.rows, used=found.used, unused=found.unused)
    return render(request, "goals/import.html", {"form": form}, status=422 if form.errors else 200)


def _write_in(request: MemberRequest) -> HttpResponse:
    """What was looked at comes back signed: it is what is written in, or nothing is."""
    try:
        data = signing.loads(request.POST["rows"], salt=_salt(request), max_age=KEPT_SECONDS)
    except signing.BadSignature:
        messages.error(request, _("It was too long ago that the file was read. Choose it again."))
        return redirect("goals:import")
    rows = from_data(data)
    try:
        done = bring_in(rows, actor=request.member)
    except RowsRefused as error:
        return _preview(request, error.rows, rows, status=409)
    except NotPossible as error:
        messages.error(request, " ".join(map(str, error.reasons)))
        return _preview(request, judge(rows), rows, status=409)
    said = ngettext("%d goal is written in.", "%d goals are written in.", done.added) % done.added
    messages.success(request, said)
    return redirect("goals:list")


def _preview(
    request: MemberRequest, judged: list[JudgedRow], rows: list[ReadRow], *, status: int = 200, **context: Any
) -> HttpResponse:
    faulty = sum(bool(row.problems) for row in judged)
    context |= {
        "judged": judged,
        "faulty": faulty,
        "fresh": 0 if faulty else sum(row.known is None for row in judged),
        "known": sum(row.known is not None for row in judged),
        "signed": "" if faulty else signing.dumps(as_data(rows), salt=_salt(request), compress=True),
        "form": FileForm(),
    }
    return render(request, "goals/import.html", context, status=422 if faulty and status == 200 else status)


def _salt(request: MemberRequest) -> str:
    """What one municipality has looked at opens nothing in another."""
    return f"goals.import.{request.municipality.slug}.{request.member.pk}"

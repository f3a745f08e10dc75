"""The list of imports, and taking in a new file."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sluss.web.table_response import table_response
from tenants.imports.forms import UploadForm
from tenants.imports.models import ImportRun
from tenants.imports.reading.messages import say
from tenants.imports.reading.notices import FileRefused
from tenants.imports.receive_file import receive_file
from tenants.imports.views.access import importer_required
from tenants.people.access import MemberRequest

PAGE = 25


@require_safe
@importer_required
def import_list(request: MemberRequest) -> HttpResponse:
    return render(request, "imports/list.html", {"page": Paginator(_runs(), PAGE).get_page(request.GET.get("page"))})


@require_safe
@importer_required
def import_csv(request: MemberRequest) -> HttpResponse:
    header = [_("File"), _("State"), _("Rows"), _("Accepted"), _("Uploaded"), _("By")]
    rows = (
        [
            run.file_name,
            run.get_state_display(),
            run.total,
            run.accepted,
            localtime(run.created_at).date(),
            run.started_by.display_name if run.started_by else _("the command line"),
        ]
        for run in _runs()
    )
    return table_response(request, name="importer", header=header, rows=rows)


def _runs() -> QuerySet[ImportRun]:
    return ImportRun.objects.select_related("started_by").defer("guess", "mapping")


@require_http_methods(["GET", "HEAD", "POST"])
@importer_required
def upload(request: MemberRequest) -> HttpResponse:
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            received = receive_file(stream=file, file_name=file.name, actor=request.member)
        except FileRefused as error:
            form.add_error("file", [say(notice=notice) for notice in error.notices])
        else:
            return redirect("imports:columns", received.run.key)
    return render(request, "imports/upload.html", {"form": form}, status=422 if form.errors else 200)

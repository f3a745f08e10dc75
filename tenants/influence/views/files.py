"""Files of a session, for those who run sessions."""

import uuid

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_http_methods, require_safe

from sluss.workflow.transitions import refusal
from tenants.files.forms import AddFilesForm
from tenants.files.views import FILE_POLICY, answer_with
from tenants.influence.files import add_files, remove_file
from tenants.influence.models import SessionFile
from tenants.influence.transitions import ADD_FILE
from tenants.influence.views.saving import back_to_session, confirm_or_ask, running, save_or_show
from tenants.people.access import MemberRequest, member_required

page_with_form = require_http_methods(["GET", "HEAD", "POST"])


@page_with_form
@member_required
def add_page(request: MemberRequest, pk: int) -> HttpResponse:
    session = running(request, pk)
    if error := refusal(ADD_FILE, subject=session, actor=request.member):
        return back_to_session(request, session, error)
    form = AddFilesForm(request.POST or None, request.FILES or None)
    page = reverse("influence:session", args=[pk])

    def save() -> str:
        add_files(session, files=form.cleaned_data["upload"], actor=request.member)
        return page

    return save_or_show(
        request,
        form=form,
        save=save,
        done=_("The files are added."),
        context={
            "title": _("Add files"),
            "lead": _(
                "Pictures of what was drawn or of a sheet, for instance. Show nobody's face or name without their yes. "
                "Only those who run panels and sessions see the files."
            ),
            "back": page,
            "action": _("Add"),
        },
    )


@require_safe
@csp_override(FILE_POLICY)
@member_required
def download(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    return answer_with(_file(request, key))


@page_with_form
@member_required
def remove_page(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    file = _file(request, key)
    return confirm_or_ask(
        request,
        act=lambda: remove_file(file, actor=request.member),
        done=_("The file is gone."),
        to=reverse("influence:session", args=[file.session_id]),
        context={
            "title": _("Take away the file?"),
            "text": _("“%(name)s” cannot be brought back.") % {"name": file.name},
            "action": _("Take away"),
            "danger": True,
        },
    )


def _file(request: MemberRequest, key: uuid.UUID) -> SessionFile:
    """404 for who may not see the session, 403 for other members."""
    file = SessionFile.objects.filter(key=key).select_related("session").first()
    if file is None:
        raise Http404
    running(request, file.session_id)
    return file

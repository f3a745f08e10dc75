"""Handing files out, taking them in and away. Whoever may see the idea may fetch its files."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.csp import CSP
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_http_methods, require_safe

from sluss.workflow.transitions import NotAllowed
from tenants.files import rules, store
from tenants.files.forms import AddFilesForm
from tenants.files.models import Attachment, StoredFile
from tenants.ideas.access import get_visible_idea
from tenants.people.access import MemberRequest, guests_too, member_required

# Were a browser to show a file in spite of all, nothing in it could run or reach anything.
FILE_POLICY: dict[str, list[str] | str] = {"default-src": [CSP.NONE], "frame-ancestors": [CSP.NONE], "sandbox": ""}


@require_safe
@csp_override(FILE_POLICY)
@member_required
@guests_too
def download(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    return answer_with(_visible_attachment(request, key))


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def add(request: MemberRequest, pk: int) -> HttpResponse:
    idea = get_visible_idea(request, pk)
    if reason := rules.why_not_add(member=request.member, idea=idea):
        raise PermissionDenied(str(reason))
    form = AddFilesForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        files = form.cleaned_data["upload"]
        with transaction.atomic():
            for file in files:
                store.keep(file, idea=idea, member=request.member)
        messages.success(request, ngettext("%d file is added.", "%d files are added.", len(files)) % len(files))
        return redirect("ideas:page", idea.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "files/add.html", {"idea": idea, "form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def remove(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    attachment = _visible_attachment(request, key)
    if request.method != "POST":
        return render(request, "web/confirm.html", _question(attachment))
    try:
        store.remove(attachment, member=request.member)
    except NotAllowed as refusal:
        raise PermissionDenied(str(refusal.reason)) from refusal
    messages.success(request, _("The file is removed."))
    return redirect("ideas:page", attachment.idea_id)


def answer_with(attachment: StoredFile) -> HttpResponse:
    """The file as an attachment: always saved, never shown or run. The caller has checked who asks."""
    try:
        file = store.open_for(attachment)
    except FileNotFoundError as error:
        raise Http404 from error
    response: HttpResponseBase = FileResponse(
        file, as_attachment=True, filename=attachment.name, content_type=attachment.content_type
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response  # type: ignore[return-value]  # a streaming answer is one as well


def _visible_attachment(request: HttpRequest, key: uuid.UUID) -> Attachment:
    attachment = Attachment.objects.filter(key=key).first()
    if attachment is None:
        raise Http404
    get_visible_idea(request, attachment.idea_id)
    return attachment


def _question(attachment: Attachment) -> dict[str, Any]:
    return {
        "title": _("Remove the file?"),
        "text": _("“%(name)s” is removed from the idea. It cannot be brought back.") % {"name": attachment.name},
        "action": _("Remove"),
        "cancel_url": f"/ideer/{attachment.idea_id}/",
        "danger": True,
    }

"""Writing a need down, making it clearer, ending it, and leaving an idea for it."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sluss.workflow.transitions import NotAllowed, NotPossible
from tenants.ideas.models import Source
from tenants.needs.access import get_visible_need
from tenants.needs.edit import ChangedMeanwhile, edit_need
from tenants.needs.end import close_need, meet_need, reopen_need
from tenants.needs.forms import EndForm, IdeaForNeedForm, NeedForm, initial_of
from tenants.needs.leave_idea import leave_idea
from tenants.needs.models import Need, Reason
from tenants.needs.rules import WRITERS, actions_for
from tenants.needs.take_in import NeedTexts, create_need
from tenants.people.access import MemberRequest, member_required, role_required

FORM = ["GET", "HEAD", "POST"]
TEXTS = ("title", "who", "situation", "frequency", "evidence")


@require_http_methods(FORM)
@role_required(*WRITERS)
def new_need(request: MemberRequest) -> HttpResponse:
    form = NeedForm(request.POST or None, initial={"source": Source.MEETING, "owner": request.member.pk})
    if request.method == "POST" and form.is_valid():
        fields = form.fields_of_need()
        need = create_need(
            texts=NeedTexts(**{name: form.cleaned_data[name] for name in TEXTS}),  # type: ignore[typeddict-item]
            source=Source(fields["source"]),
            heard_on=fields["heard_on"],
            unit=fields["unit"],
            owner=fields["owner"],
            actor=request.member,
        )
        messages.success(request, _("The need is written down."))
        return redirect("needs:page", need.pk)
    return render(request, "needs/write.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(FORM)
@member_required
def edit_page(request: MemberRequest, pk: int) -> HttpResponse:
    need = _allowed(request, pk, "edit")
    form = NeedForm(request.POST or None, initial=initial_of(need))
    theirs = None
    if request.method == "POST" and form.is_valid():
        revision = form.cleaned_data["revision"] or 0
        try:
            edit_need(need, fields=form.fields_of_need(), revision=revision, actor=request.member)
        except ChangedMeanwhile as error:
            theirs = error.theirs
            # Saving again is then a choice made with both texts in sight.
            form.data = {**request.POST.dict(), "revision": str(theirs.revision)}
        except NotPossible as error:
            form.add_error(None, [str(reason) for reason in error.reasons])
        else:
            messages.success(request, _("The need is saved."))
            return redirect("needs:page", pk)
    status = 409 if theirs else 422 if form.errors else 200
    return render(request, "needs/write.html", {"need": need, "form": form, "theirs": theirs}, status=status)


@require_http_methods(FORM)
@member_required
def end_page(request: MemberRequest, pk: int) -> HttpResponse:
    need = _allowed(request, pk, "end")
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        how, ending = form.cleaned_data["how"], form.cleaned_data["ending"]
        try:
            if how == "met":
                meet_need(need, ending=ending, actor=request.member)
            else:
                close_need(need, reason=Reason(how), ending=ending, actor=request.member)
        except NotPossible as error:
            form.add_error(None, [str(reason) for reason in error.reasons])
        else:
            messages.success(request, _("The need is met.") if how == "met" else _("The need is closed."))
            return redirect("needs:page", pk)
    return render(request, "needs/end.html", {"need": need, "form": form}, status=422 if form.errors else 200)


@require_POST
@member_required
def reopen(request: MemberRequest, pk: int) -> HttpResponse:
    need = get_visible_need(request, pk)
    try:
        reopen_need(need, actor=request.member)
    except NotAllowed as error:
        raise PermissionDenied(str(error.reason)) from error
    except NotPossible as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The need is open again."))
    return redirect("needs:page", pk)


@require_http_methods(FORM)
@member_required
def idea_for_need(request: MemberRequest, pk: int) -> HttpResponse:
    need = get_visible_need(request, pk)
    form = IdeaForNeedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["submission_key"] or uuid.uuid4()
        try:
            idea = leave_idea(need, texts=form.texts(need), submission_key=key, member=request.member)
        except NotPossible as error:
            form.add_error(None, [str(reason) for reason in error.reasons])
        else:
            return redirect("intake:thanks", pk=idea.pk)
    return render(request, "needs/idea.html", {"need": need, "form": form}, status=422 if form.errors else 200)


def _allowed(request: MemberRequest, pk: int, action: str) -> Need:
    """The need, for a member who may see it and take the action: 404 and 403 otherwise. What has ended meanwhile is
    told by the service, so that nothing typed is lost."""
    need = get_visible_need(request, pk)
    open_need = Need(pk=need.pk, owner_id=need.owner_id)
    if not getattr(actions_for(request.member, open_need), action):
        raise PermissionDenied
    return need

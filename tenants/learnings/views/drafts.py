"""Writing, changing, signing and taking away drafts."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sluss.web.two_wordings import differences, seen_again
from sluss.workflow.transitions import NotAllowed, NotPossible, Transition, refusal
from tenants.ideas.access import get_visible_idea
from tenants.ideas.models import Idea
from tenants.learnings.forms import LearningForm, initial_of
from tenants.learnings.models import Learning, LearningDraft
from tenants.learnings.rules import SIGN, WRITE, may, sees_drafts
from tenants.learnings.sign import sign_draft
from tenants.learnings.views.register import seen_learning
from tenants.learnings.write import ChangedMeanwhile, change_draft, discard_draft, occasion_now, start_draft
from tenants.people.access import MemberRequest, member_required

page = require_http_methods(["GET", "HEAD", "POST"])


@page
@member_required
def new_draft(request: MemberRequest, pk: int) -> HttpResponse:
    return _start(request, get_visible_idea(request, pk), supersedes=None)


@page
@member_required
def new_version(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    """A draft that begins with what the signed learning says and shall take its place."""
    old = seen_learning(request, key)
    if Learning.objects.filter(supersedes=old).exists():
        messages.info(request, _("Another learning has taken the place of this one already."))
        return redirect("learnings:learning", key)
    return _start(request, get_visible_idea(request, old.idea_id), supersedes=old)


@page
@member_required
def draft_page(request: MemberRequest, pk: int) -> HttpResponse:
    """To those who write it the form; to those who may only sign it the text."""
    draft = _seen_draft(request, pk)
    writes = may(WRITE, member=request.member, idea=draft.idea)
    if request.method == "POST" and not writes:
        raise PermissionDenied
    form = LearningForm(request.POST or None, initial={**initial_of(draft), "revision": draft.revision})
    context = {
        "idea": draft.idea,
        "draft": draft,
        "writes": writes,
        "signs": may(SIGN, member=request.member, idea=draft.idea),
    }
    return _save(
        request,
        form,
        context=context,
        save=lambda: change_draft(
            draft, words=form.words(), revision=form.cleaned_data["revision"], actor=request.member
        ),
        done=_("The draft is saved. It is read by those who work with the idea until a leader signs it."),
    )


@require_POST
@member_required
def sign(request: MemberRequest, pk: int) -> HttpResponse:
    """Signs the revision that was read: what was changed meanwhile is shown and signed by nobody."""
    draft = _seen_draft(request, pk)
    sent = request.POST.get("revision", "")
    try:
        signed = sign_draft(draft, revision=int(sent) if sent.isdecimal() else 0, actor=request.member)
    except NotAllowed as error:
        raise PermissionDenied(str(error.reason)) from error
    except NotPossible as error:
        messages.error(request, " ".join(map(str, error.reasons)))
        return redirect("learnings:idea", draft.idea_id)
    messages.success(request, _("The learning is signed and stands in the register."))
    return redirect("learnings:learning", signed.key)


@page
@member_required
def discard(request: MemberRequest, pk: int) -> HttpResponse:
    draft = _seen_draft(request, pk)
    _require(WRITE, request, draft.idea)
    if request.method == "POST":
        discard_draft(draft, actor=request.member)
        messages.success(request, _("The draft is taken away."))
        return redirect("learnings:idea", draft.idea_id)
    words = {
        "title": _("Take away the draft?"),
        "text": _("Nobody has signed it, so nothing of it is kept."),
        "action": _("Take it away"),
        "cancel_url": reverse("learnings:draft", args=[draft.pk]),
        "danger": True,
    }
    return render(request, "web/confirm.html", words)


def _start(request: MemberRequest, idea: Idea, *, supersedes: Learning | None) -> HttpResponse:
    _require(WRITE, request, idea)
    start = initial_of(supersedes) if supersedes else {"occasion": occasion_now(idea)}
    form = LearningForm(request.POST or None, initial={**start, "revision": 0})
    return _save(
        request,
        form,
        context={"idea": idea, "draft": None, "supersedes": supersedes, "writes": True, "signs": False},
        save=lambda: start_draft(idea, words=form.words(), actor=request.member, supersedes=supersedes),
        done=_("The draft is saved. It is read by those who work with the idea until a leader signs it."),
    )


def _save(
    request: MemberRequest, form: LearningForm, *, context: dict[str, Any], save: Callable[[], Any], done: str
) -> HttpResponse:
    status, conflict = 200, {}
    if request.method == "POST" and form.is_valid():
        try:
            save()
        except NotAllowed as error:
            raise PermissionDenied(str(error.reason)) from error
        except ChangedMeanwhile as error:
            conflict = {"conflict": True, "differences": differences(form, theirs=initial_of(error.theirs))}
            status, form.data = 409, seen_again(request, revision=error.theirs.revision)
        except NotPossible as error:
            form.add_error(None, [str(reason) for reason in error.reasons])
        else:
            messages.success(request, done)
            return redirect("learnings:idea", context["idea"].pk)
    status = 422 if form.errors and status == 200 else status
    return render(request, "learnings/draft.html", {"form": form, **conflict, **context}, status=status)


def _require(transition: Transition, request: MemberRequest, idea: Idea) -> None:
    """403 for those who may not take the step, and where the idea has not been taken in."""
    if error := refusal(transition, subject=idea, actor=request.member):
        raise PermissionDenied(str(error))


def _seen_draft(request: MemberRequest, pk: int) -> LearningDraft:
    """The draft, or Http404 for those outside the inner work."""
    draft = LearningDraft.objects.select_related("idea__coach", "written_by", "supersedes").filter(pk=pk).first()
    if draft is None:
        raise Http404
    idea = get_visible_idea(request, draft.idea_id)
    if not sees_drafts(request.member, idea):
        raise Http404
    return draft

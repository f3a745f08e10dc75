"""An idea's own learnings, and those of others that it may be helped by."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sluss.workflow.transitions import NotAllowed, NotPossible
from tenants.ideas.access import get_visible_idea
from tenants.learnings.finding import current, suggested_to, with_help
from tenants.learnings.mark import mark_used
from tenants.learnings.models import LearningDraft, LearningMark
from tenants.learnings.rules import USE, WRITE, may, sees_drafts
from tenants.learnings.views.register import seen_learning
from tenants.people.access import MemberRequest, member_required


@require_safe
@member_required
def idea_learnings(request: MemberRequest, pk: int) -> HttpResponse:
    idea, member = get_visible_idea(request, pk), request.member
    drafts = LearningDraft.objects.filter(idea=idea).select_related("written_by")
    used = LearningMark.objects.filter(idea=idea, kind=LearningMark.Kind.USED)
    context = {
        "idea": idea,
        "own": with_help(current(member).filter(idea=idea)).select_related("idea"),
        "drafts": drafts if sees_drafts(member, idea) else [],
        "suggested": suggested_to(idea, member=member),
        "used_here": set(used.values_list("learning_id", flat=True)),
        "may_write": may(WRITE, member=member, idea=idea),
        "may_use": may(USE, member=member, idea=idea),
    }
    return render(request, "learnings/idea.html", context)


@require_POST
@member_required
def use_learning(request: MemberRequest, pk: int, key: uuid.UUID) -> HttpResponse:
    idea, learning = get_visible_idea(request, pk), seen_learning(request, key)
    try:
        stands = mark_used(learning, idea=idea, actor=request.member)
    except NotAllowed as error:
        raise PermissionDenied(str(error.reason)) from error
    except NotPossible as error:
        messages.error(request, " ".join(map(str, error.reasons)))
    else:
        messages.success(request, _("It is marked as used here.") if stands else _("Taken back."))
    return redirect("learnings:idea", pk)

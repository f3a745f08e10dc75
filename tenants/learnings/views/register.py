"""The register of learnings, as a page and as a file, and a learning to read."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sluss.web.counted import kept_until_written
from sluss.web.table_response import table_response
from tenants.learnings.finding import current, public_learning, saved_by_stopping, with_help, years_of
from tenants.learnings.forms import LearningFilter
from tenants.learnings.mark import thank
from tenants.learnings.models import Learning
from tenants.learnings.rules import WRITE, drafts_seen_by, learnings_seen_by, may
from tenants.people.access import MemberRequest, member_required

PAGE_SIZE = 20
CHUNK = 500


@require_safe
@member_required
def learning_list(request: MemberRequest) -> HttpResponse:
    chosen, found = _narrowed(request)
    whose = request.member.pk, request.member.roles, chosen.made_of()
    saved = kept_until_written("learnings", *whose, make=lambda: saved_by_stopping(found))
    paginator = Paginator(_shown(found, chosen), PAGE_SIZE)
    paginator.count = saved.learnings  # a cached property: what is known is not counted
    context = {
        "filter": chosen,
        "page": paginator.get_page(request.GET.get("page")),
        "saved": saved,
        "drafts": [] if chosen.is_narrowed else drafts_seen_by(request.member)[:PAGE_SIZE],
    }
    return render(request, "learnings/list.html", context)


@require_safe
@member_required
def learning_csv(request: MemberRequest) -> HttpResponse:
    chosen, found = _narrowed(request)
    header = [
        _("Day"),
        _("Registry number"),
        _("Idea"),
        _("Unit"),
        _("How far the idea came"),
        _("Learned when"),
        _("What we believed"),
        _("What we know now"),
        _("What it rests on"),
        _("Who it may help"),
        _("Cost saved by stopping, kronor"),
        _("How the cost was estimated"),
        _("Tags"),
        _("Used in ideas"),
        _("Thanks"),
        _("Signed by"),
    ]
    return table_response(
        request, name="lardomar", header=header, rows=map(_row, _shown(found, chosen).iterator(chunk_size=CHUNK))
    )


@require_safe
@member_required
def learning_page(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    learning = seen_learning(request, key)
    context = {
        "learning": learning,
        "later": learnings_seen_by(request.member).filter(supersedes=learning).first(),
        "thanked_by_me": learning.marks.filter(kind="thanks", member=request.member).exists(),
        "may_write": may(WRITE, member=request.member, idea=learning.idea),
    }
    return render(request, "learnings/learning.html", context)


@require_POST
@member_required
def thank_for(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    learning = seen_learning(request, key)
    stands = thank(learning, actor=request.member)
    messages.success(request, _("Thank you. It shows that the learning helped.") if stands else _("Taken back."))
    return redirect("learnings:learning", key)


@require_safe
def public_page(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """What everyone may read: the learning itself, without names and without the idea's own words."""
    learning = public_learning(key)
    if learning is None:
        raise Http404
    return render(request, "learnings/public.html", {"learning": learning})


def seen_learning(request: MemberRequest, key: uuid.UUID) -> Learning:
    """The learning with how often it helped, or Http404 where this member may not see it."""
    found = with_help(learnings_seen_by(request.member)).select_related(
        "idea__unit", "idea__coach", "written_by", "signed_by", "supersedes"
    )
    learning = found.filter(key=key).first()
    if learning is None:
        raise Http404
    return learning


def _narrowed(request: MemberRequest) -> tuple[LearningFilter, QuerySet[Learning]]:
    chosen = LearningFilter(request.GET, years=years_of(request.member))
    return chosen, chosen.narrow(current(request.member))


def _shown(found: QuerySet[Learning], chosen: LearningFilter) -> QuerySet[Learning]:
    return with_help(found).select_related("idea__unit", "signed_by").order_by(*chosen.order)


def _row(learning: Learning) -> list[object]:
    return [
        localtime(learning.signed_at).date().isoformat(),
        learning.idea.registry_number,
        learning.idea.title,
        learning.idea.unit.name if learning.idea.unit else "",
        learning.get_phase_display(),
        learning.get_occasion_display(),
        learning.assumption,
        learning.learned,
        learning.evidence,
        learning.helps,
        "" if learning.cost_saved is None else learning.cost_saved,
        learning.cost_basis,
        ", ".join(learning.tags),
        learning.used,  # type: ignore[attr-defined]
        learning.thanked,  # type: ignore[attr-defined]
        learning.signed_by.display_name,
    ]

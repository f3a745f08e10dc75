"""What everyone may read: the start of the open pages, the ideas, the results, the learnings."""

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sluss.text.plain import plain_line
from sluss.web.filters import LONGEST_SEARCH
from sluss.web.visitors import same_for_every_visitor
from sluss.workflow.phases import Phase
from tenants.challenges.access import public_challenges
from tenants.challenges.models import Status as ChallengeStatus
from tenants.ideas.flight import flight
from tenants.people.access import MemberRequest
from tenants.public_site.comments import shown_on
from tenants.public_site.forms import CommentForm, SupportForm
from tenants.public_site.models import OpenIdea
from tenants.public_site.promise import promise
from tenants.public_site.rows import PER_PAGE, page_of, rows_of
from tenants.public_site.rules import open_ideas
from tenants.public_site.selectors import STATUSES, Choice, learnings, listed, results, statement
from tenants.public_site.support import number_of_supports, supports_as_member

FEW = 3


@require_safe
@same_for_every_visitor
def start(request: MemberRequest) -> HttpResponse:
    context = {
        "promise": promise(),
        "challenges": public_challenges().filter(status=ChallengeStatus.OPEN)[:FEW],
        "rows": rows_of(listed(Choice())[:FEW]),
        "results": rows_of(results()[:FEW]),
        "learnings": learnings()[:FEW],
    }
    return render(request, "public_site/start.html", context)


@require_safe
@same_for_every_visitor
def idea_list(request: MemberRequest) -> HttpResponse:
    choice = Choice(
        **{name: plain_line(request.GET.get(name, ""))[:LONGEST_SEARCH] for name in ("text", "phase", "status")}
    )
    page, rows = page_of(statement(choice), number=request.GET.get("page"))
    context = {
        "page": page,
        "rows": rows,
        "choice": choice,
        "phases": Phase.choices,
        "statuses": [(status.value, status.label) for status in STATUSES],
    }
    return render(request, "public_site/list.html", context)


@require_safe
def idea_page(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    return render(request, "public_site/idea.html", context_of(request, get_open(key)))


@require_safe
@same_for_every_visitor
def learning_list(request: MemberRequest) -> HttpResponse:
    page = Paginator(learnings(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "public_site/learnings.html", {"page": page})


def get_open(key: uuid.UUID) -> OpenIdea:
    """The open idea, or Http404: of one that is closed nobody outside learns that it is there."""
    found = open_ideas().select_related("idea__stage").filter(idea__key=key).first()
    if found is None:
        raise Http404
    return found


def context_of(request: MemberRequest, shown: OpenIdea, **forms: Any) -> dict[str, Any]:
    """What the page shows; also used when one of its forms comes back with errors."""
    member = request.member
    return {
        "shown": shown,
        "flight": flight(shown.idea),
        "comments": shown_on(shown.idea),
        "supports": number_of_supports([shown.pk]).get(shown.pk, 0),
        "is_member": member is not None,
        "supports_it": member is not None and supports_as_member(shown.idea, member=member),
        "support_form": SupportForm(),
        "comment_form": CommentForm(),
        **forms,
    }

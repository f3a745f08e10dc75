"""Decisions that wait: what is held, what was promised, the letters, and registering several together."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sluss.web.table_response import table_response
from sluss.workflow.transitions import NotPossible
from tenants.decisions import rules
from tenants.decisions.draft import Draft, Seen
from tenants.decisions.held import HeldFilter, held_proposals, registrable, seats_of, sight_of
from tenants.decisions.letters import preview
from tenants.decisions.models import Outcome, Proposal, Publication, PublicationItem
from tenants.decisions.passed import passed_promises
from tenants.decisions.publish_together import MOST, start_publication
from tenants.decisions.register_decision import draft_decision
from tenants.ideas.access import get_visible_idea, visible_to
from tenants.people.access import MemberRequest, member_required

PAGE_SIZE = 50


@require_safe
@member_required
def held_list(request: MemberRequest) -> HttpResponse:
    chosen, seats = HeldFilter.of(request.GET), seats_of(request.member)
    found = held_proposals(request.member, chosen, seats)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    own = set(found.filter(registrable(request.member, seats)).values_list("pk", flat=True)) if seats else set()
    works = request.member.has_role(*rules.RAISERS)
    context = {
        "page": page,
        "filter": chosen,
        "outcomes": Outcome.choices,
        "own": own,
        "passed": passed_promises(request.member) if works else [],
        "works": works,
    }
    return render(request, "decisions/held.html", context)


@require_safe
@member_required
def held_csv(request: MemberRequest) -> HttpResponse:
    header = [_("Registry number"), _("Idea"), _("Chamber"), _("Proposed"), _("Held by"), _("Held"), _("Promised by")]
    found = held_proposals(request.member, HeldFilter.of(request.GET), seats_of(request.member))
    return table_response(request, name="vantande-beslut", header=header, rows=map(_row, found))


@require_safe
@member_required
def letter_page(request: MemberRequest, pk: int) -> HttpResponse:
    """The letter that registering what is held would send."""
    idea = get_visible_idea(request, pk)
    if not rules.sees_proposal(request.member, idea):
        raise PermissionDenied
    held = Proposal.objects.filter(idea=idea).select_related("presenter", "delegation", "prepared_by").first()
    if held is None or rules.gate_of(idea) is None:
        messages.info(request, _("Nothing is held on this idea any more."))
        return redirect("decisions:held")
    decision = draft_decision(idea, draft=Draft.of(held), actor=request.member)
    context = {"idea": idea, "proposal": held, "letter": preview(decision, idea=idea)}
    return render(request, "decisions/letter.html", context)


@require_POST
@member_required
def publish_page(request: MemberRequest) -> HttpResponse:
    """First the question, with what stands now; then, with `seen` sent back, the job."""
    if "go" in request.POST:
        return _start(request)
    seats = seats_of(request.member)
    wanted = [int(text) for text in request.POST.getlist("chosen") if text.isascii() and text.isdigit()]
    found = held_proposals(request.member, HeldFilter(), seats).filter(registrable(request.member, seats))
    proposals = list(found.filter(idea__in=[pk for pk in wanted if pk < 2**63])[:MOST])
    if not proposals:
        messages.info(request, _("Choose at least one that you may register."))
        return redirect("decisions:held")
    sight = sight_of(proposals)
    rows = [(proposal, f"{proposal.idea_id}:{sight[proposal.idea_id]}") for proposal in proposals]
    return render(request, "decisions/publish.html", {"rows": rows})


@require_safe
@member_required
def publication_page(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    publication = _own(request, key)
    items = publication.items.filter(idea__in=visible_to(request.member)).select_related("idea").order_by("pk")
    results = [(label, [item for item in items if item.state == value]) for value, label in State.choices]
    context = {"publication": publication, "results": [(label, found) for label, found in results if found]}
    return render(request, "decisions/publication.html", context | _progress(publication))


@require_safe
@member_required
def publication_progress(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    """The moving part; when the work has ended the page is loaded anew."""
    progress = _progress(_own(request, key))
    if progress["poll"]:
        return render(request, "web/parts/progress.html", progress)
    response = HttpResponse()
    response["HX-Refresh"] = "true"
    return response


State = PublicationItem.State


def _start(request: MemberRequest) -> HttpResponse:
    pairs = [text.partition(":") for text in request.POST.getlist("seen")[:MOST]]
    seen = {int(pk): Seen.parse(rest) for pk, _colon, rest in pairs if pk.isascii() and pk.isdigit() and len(pk) < 19}
    try:
        publication = start_publication(seen=seen, actor=request.member)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect("decisions:held")
    return redirect("decisions:publication", publication.key)


def _own(request: MemberRequest, key: uuid.UUID) -> Publication:
    """Only who started it reads its results: they tell of held proposals."""
    publication: Publication = get_object_or_404(Publication, key=key)
    if publication.started_by_id != request.member.pk:
        raise Http404
    return publication


def _progress(publication: Publication) -> dict[str, object]:
    states = list(publication.items.values_list("state", flat=True))
    waiting = states.count(State.WAITING)
    return {
        "label": _("The decisions are registered one by one."),
        "total": len(states),
        "done": len(states) - waiting,
        "poll": reverse("decisions:publication_progress", args=[publication.key]) if waiting else "",
    }


def _row(proposal: Proposal) -> list[object]:
    idea = proposal.idea
    return [
        idea.registry_number,
        idea.title,
        idea.stage.name if idea.stage else "",
        proposal.get_outcome_display(),
        proposal.prepared_by.display_name,
        proposal.prepared_at.date().isoformat(),
        idea.promised_on.isoformat() if idea.promised_on else "",
    ]

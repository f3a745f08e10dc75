"""Held proposals that a member may see, and which of them they may register: for many ideas at once.

The rules are those of `rules`; here they are asked by statement instead of by idea.
"""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict

from sluss.text.plain import plain_line
from tenants.decisions import rules
from tenants.decisions.draft import Seen
from tenants.decisions.models import Decision, Outcome, Proposal
from tenants.decisions.selectors import recusals_of
from tenants.ideas.access import visible_to
from tenants.ideas.models import IN_CHAMBERS, IdeaBearer
from tenants.people.models import Member, Role
from tenants.pipeline.models import Gate


@dataclass(frozen=True)
class HeldFilter:
    """What narrows the list, as it stands in the address. `mine` leaves those that the member may register."""

    words: str = ""
    outcome: str = ""
    mine: bool = False

    @classmethod
    def of(cls, query: QueryDict) -> "HeldFilter":
        outcome = str(query.get("outcome", ""))
        return cls(
            words=plain_line(query.get("q", ""))[:200],
            outcome=outcome if outcome in Outcome.values else "",
            mine=query.get("mine") == "1",
        )

    @property
    def is_narrowed(self) -> bool:
        return bool(self.words or self.outcome or self.mine)


def seats_of(member: Member) -> dict[int, rules.Seat]:
    """The gates with something held at which the member decides."""
    asked: dict[object, rules.Seat | None] = {}
    found: dict[int, rules.Seat] = {}
    gates = Gate.objects.filter(pk__in=Proposal.objects.values("gate")).select_related("decider__member")
    for gate in gates:
        named = getattr(gate, "decider", None)
        kind = gate.pk if named else gate.decider_role
        if kind not in asked:
            asked[kind] = rules.seat_of(member, gate)
        if seat := asked[kind]:
            found[gate.pk] = seat
    return found


def held_proposals(member: Member, chosen: HeldFilter, seats: dict[int, rules.Seat]) -> QuerySet[Proposal]:
    """Those that the member may see, by what was promised; nobody with a conflict of interest sees any."""
    barred = recusals_of(member).filter(idea=OuterRef("idea"))
    bears = IdeaBearer.objects.filter(member=member, idea=OuterRef("idea"))
    found = Proposal.objects.filter(
        ~Exists(barred), ~Exists(bears), idea__in=visible_to(member), idea__status__in=IN_CHAMBERS
    )
    if not member.has_role(Role.MANAGER, Role.INNOVATION_MANAGER):
        found = found.filter(Q(gate__in=list(seats)) | Q(idea__coach=member))
    for word in chosen.words.split()[:8]:
        found = found.filter(Q(idea__title__icontains=word) | Q(idea__registry_number__icontains=word))
    if chosen.outcome:
        found = found.filter(outcome=chosen.outcome)
    if chosen.mine:
        found = found.filter(registrable(member, seats))
    return found.select_related("idea__stage", "gate__target", "prepared_by", "presenter").order_by(
        "idea__promised_on", "pk"
    )


def registrable(member: Member, seats: dict[int, rules.Seat]) -> Q:
    """Of those the member may see, the ones they may register: never on an idea they coach."""
    own = [gate for gate, seat in seats.items() if not seat.committee or member.has_role(Role.REGISTRAR)]
    presented = [gate for gate, seat in seats.items() if seat.committee]
    in_seat = Q(gate__in=own) | Q(gate__in=presented, presenter=member)
    return in_seat & ~Q(idea__coach=member, idea__coach__isnull=False)


def sight_of(proposals: list[Proposal]) -> dict[int, Seen]:
    """What stands on each idea now, as `Seen.now` tells of one: one statement."""
    decisions = Decision.objects.filter(idea__in=[proposal.idea_id for proposal in proposals])
    latest = dict(decisions.order_by("pk").values_list("idea_id", "pk"))
    return {
        proposal.idea_id: Seen(
            gate=_gate_before(proposal), revision=proposal.revision, decision=latest.get(proposal.idea_id, 0)
        )
        for proposal in proposals
    }


def _gate_before(proposal: Proposal) -> int:
    """The gate that the idea lies before: the proposal's, unless the idea was moved since."""
    gate = proposal.gate
    return gate.pk if gate.source_id == proposal.idea.stage_id else 0

"""What a decision says before it is one, and the state of the matter that its writer saw."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Self

from django.utils.translation import gettext as _

from sluss import clock
from sluss.workflow.transitions import NotAllowed, NotPossible, Text
from tenants.decisions import rules
from tenants.decisions.models import Basis, Decision, DelegationReference, Outcome, Proposal
from tenants.ideas.models import Idea
from tenants.people.models import Member
from tenants.pipeline.models import Gate


@dataclass(frozen=True, kw_only=True)
class Draft:
    """The content of a proposal or decision. The learning is written when the outcome is to conclude."""

    outcome: Outcome
    reasons: str
    basis: Basis
    basis_reference: str
    presenter: Member
    participants: list[Member] = field(default_factory=list)
    delegation: DelegationReference | None = None
    protocol_on: dt.date | None = None
    dissent: str = ""
    dissenters: list[Member] = field(default_factory=list)
    assumption: str = ""
    learned: str = ""
    cost_saved: int | None = None

    @classmethod
    def of(cls, proposal: Proposal) -> Self:
        """What a held proposal says, as it stands."""
        names = ("reasons", "basis_reference", "presenter", "delegation", "protocol_on", "dissent", "assumption")
        return cls(
            outcome=Outcome(proposal.outcome),
            basis=Basis(proposal.basis),
            participants=list(proposal.participants.all()),
            dissenters=list(proposal.dissenters.all()),
            **{name: getattr(proposal, name) for name in (*names, "learned", "cost_saved")},
        )

    def require_complete(self, idea: Idea, gate: Gate) -> None:
        """Raises NotPossible with everything that no decision may lack (reasons, basis, learning, fit presenters)."""
        found = (*self._missing(), *self._basis_faults(gate), *self._dissent_faults(gate), *self._unfit(idea))
        if reasons := [text for text in found if text]:
            raise NotPossible(*reasons)

    def _missing(self) -> list[Text | None]:
        concluding = self.outcome == Outcome.CONCLUDE
        return [
            None if self.reasons.strip() else _("A decision needs its reasons."),
            None if self.basis_reference.strip() else _("A decision needs the reference of what it rests on."),
            _("Concluding needs its learning: what we believed and what we know now.")
            if concluding and not (self.assumption.strip() and self.learned.strip())
            else None,
        ]

    def _basis_faults(self, gate: Gate) -> list[Text | None]:
        today, delegation = clock.today(), self.delegation
        return [
            _("A committee's decision rests on a paragraph of the minutes, with their day.")
            if rules.decider_is_committee(gate) and (self.basis != Basis.PROTOCOL or self.protocol_on is None)
            else None,
            _("The minutes cannot be of a day to come.") if self.protocol_on and self.protocol_on > today else None,
            _("The point of the delegation order that you chose is not in force today.")
            if delegation and not delegation.is_in_force(today)
            else None,
        ]

    def _dissent_faults(self, gate: Gate) -> list[Text | None]:
        """Only who took part can differ; a committee's members are no members here, so there the text names them."""
        present = {self.presenter.pk, *(member.pk for member in self.participants)}
        names_nobody = self.dissent.strip() and not self.dissenters and not rules.decider_is_committee(gate)
        return [
            _("Say whose the dissenting opinion is.") if names_nobody else None,
            _("Write the dissenting opinion.") if self.dissenters and not self.dissent.strip() else None,
            _("Only those who presented or took part can have a dissenting opinion noted.")
            if any(member.pk not in present for member in self.dissenters)
            else None,
        ]

    def _unfit(self, idea: Idea) -> list[Text | None]:
        """Whoever presents or takes part must be free of conflicts of interest as well (FL 17 §)."""
        text = _("A conflict of interest is noted for %(name)s, who can neither present nor take part.")
        present = {member.pk: member for member in (self.presenter, *self.participants)}
        return [text % {"name": m.display_name} for m in present.values() if rules.conflict(m, idea) is not None]


@dataclass(frozen=True)
class Seen:
    """What stood when a form was opened. Whoever writes on something older is told instead of overwriting it."""

    gate: int
    revision: int
    decision: int

    @classmethod
    def now(cls, idea: Idea) -> Self:
        gate = rules.gate_of(idea)
        revision = Proposal.objects.filter(idea=idea).values_list("revision", flat=True).first()
        decision = Decision.objects.filter(idea=idea).order_by("-id").values_list("id", flat=True).first()
        return cls(gate=gate.pk if gate else 0, revision=revision or 0, decision=decision or 0)

    @classmethod
    def parse(cls, text: str) -> Self:
        """From a form's hidden field; what cannot be read matches nothing."""
        parts = text.split(":")
        if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts):
            return cls(gate=-1, revision=-1, decision=-1)
        return cls(*map(int, parts))

    def __str__(self) -> str:
        return f"{self.gate}:{self.revision}:{self.decision}"


class Overtaken(NotPossible):
    """Somebody else was first. The text typed is for the caller to keep."""


def require_unchanged(idea: Idea, seen: Seen, *, why_not: Callable[[Gate], Text | None]) -> None:
    """Raises Overtaken, with what has happened since. The idea must be locked.

    What has happened is told only to those who had the right at the gate that they saw: `why_not` says so, and
    NotAllowed is raised for others.
    """
    now = Seen.now(idea)
    if now == seen:
        return
    latest = Decision.objects.filter(idea=idea).select_related("decider", "gate").order_by("-id").first()
    gate = Gate.objects.filter(pk=seen.gate).first() or rules.gate_of(idea) or (latest.gate if latest else None)
    if reason := why_not(gate) if gate else rules.NOT_AWAITED:
        raise NotAllowed(reason)
    if latest is not None and latest.pk != seen.decision:
        facts = {"name": latest.decided_by, "outcome": latest.get_outcome_display()}
        raise Overtaken(_("%(name)s has registered a decision meanwhile: %(outcome)s.") % facts)
    proposal = Proposal.objects.filter(idea=idea).select_related("prepared_by").first()
    if proposal is not None and proposal.revision != seen.revision:
        text = _("%(name)s has changed the proposal meanwhile. Read it, and send again if yours shall stand.")
        raise Overtaken(text % {"name": proposal.prepared_by.display_name})
    raise Overtaken(_("The proposal has been withdrawn or the idea moved meanwhile. Look again before you go on."))


def locked(idea: Idea) -> Idea:
    """The idea's row, locked until the transaction ends, with its chamber."""
    return (
        Idea.objects.select_for_update(no_key=True, of=("self",))
        .select_related("stage__gate__target", "coach")
        .get(pk=idea.pk)
    )

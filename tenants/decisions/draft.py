"""What a decision says before it is one, and the state of the matter that its writer saw."""

from dataclasses import dataclass, field
from typing import Self

from django.utils.translation import gettext as _

from sluss.workflow.transitions import NotPossible, Text
from tenants.decisions import rules
from tenants.decisions.models import Basis, Decision, Outcome, Proposal
from tenants.ideas.models import Idea
from tenants.people.models import Member


@dataclass(frozen=True, kw_only=True)
class Draft:
    """The content of a proposal or decision. The learning is written when the outcome is to conclude."""

    outcome: Outcome
    reasons: str
    basis: Basis
    basis_reference: str
    presenter: Member
    participants: list[Member] = field(default_factory=list)
    dissent: str = ""
    assumption: str = ""
    learned: str = ""
    cost_saved: int | None = None

    def require_complete(self, idea: Idea) -> None:
        """Raises NotPossible with everything that no decision may lack (reasons, basis, learning, fit presenters)."""
        if reasons := [text for text in (*self._missing(), *self._unfit(idea)) if text]:
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

    def _unfit(self, idea: Idea) -> list[Text | None]:
        """Whoever presents or takes part must be free of conflicts of interest as well (FL 17 §)."""
        text = _("%(name)s has a conflict of interest and can neither present nor take part.")
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


def require_unchanged(idea: Idea, seen: Seen) -> None:
    """Raises Overtaken, with what has happened since. The idea must be locked."""
    now = Seen.now(idea)
    if now == seen:
        return
    latest = Decision.objects.filter(idea=idea).select_related("decider").order_by("-id").first()
    if latest is not None and latest.pk != seen.decision:
        facts = {"name": latest.decider.display_name, "outcome": latest.get_outcome_display()}
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

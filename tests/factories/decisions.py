"""Ideas before a gate, and what it takes to pass it."""

import uuid
from typing import Any

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.decisions.draft import Draft, Seen
from tenants.decisions.models import Basis, Decision, Outcome
from tenants.decisions.register_decision import register_decision
from tenants.ideas.models import CriterionAnswer, Idea
from tenants.people.models import Member
from tenants.pipeline.models import Criterion

COUNTED = (Criterion.Kind.COUNT_OR_TEXT, Criterion.Kind.NUMBER)


def meet_conditions(idea: Idea, *, municipality: Municipality, by: Member) -> None:
    """Answer every condition of the gate before the idea so that it is met; `by` is the member chosen where one is."""
    with in_municipality(municipality):
        for criterion in Criterion.objects.filter(gate__source=idea.stage):
            CriterionAnswer.objects.update_or_create(
                idea=idea,
                criterion=criterion,
                defaults={
                    "met": True,
                    "evidence": f"Underlag för {criterion.code}",
                    "number": (criterion.maximum or criterion.minimum or 3) if criterion.kind in COUNTED else None,
                    "member": by if criterion.kind == Criterion.Kind.MEMBER else None,
                    "answered_by": by,
                    "answered_at": clock.now(),
                },
            )


def draft_by(presenter: Member, **changes: Any) -> Draft:
    """A complete draft: go on, unless `changes` say otherwise."""
    content: dict[str, Any] = {
        "outcome": Outcome.PROCEED,
        "reasons": "Behovet är styrkt av tre enheter.",
        "basis": Basis.DELEGATION,
        "basis_reference": "KS delegationsordning 4.2",
        "presenter": presenter,
    }
    return Draft(**(content | changes))


def decide(idea: Idea, *, municipality: Municipality, actor: Member, presenter: Member, **changes: Any) -> Decision:
    """Register a decision as it stands now."""
    with in_municipality(municipality):
        return register_decision(
            idea,
            draft=draft_by(presenter, **changes),
            seen=Seen.now(Idea.objects.get(pk=idea.pk)),
            actor=actor,
            key=uuid.uuid4(),
        )

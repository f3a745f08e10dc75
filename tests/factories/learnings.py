"""Learnings for tests."""

from typing import Any

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.ideas.models import Idea
from tenants.learnings.models import Learning, LearningDraft, Occasion
from tenants.learnings.write import Words, start_draft
from tenants.people.models import Member

WRITTEN: dict[str, Any] = {
    "occasion": Occasion.TRIAL_ENDED,
    "assumption": "Att fler skulle komma.",
    "learned": "De som kom hade redan hittat dit.",
}


def some_words(**changes: Any) -> Words:
    return Words(**WRITTEN | changes)


def make_draft(idea: Idea, *, municipality: Municipality, by: Member, **changes: Any) -> LearningDraft:
    with in_municipality(municipality):
        return start_draft(idea, words=some_words(**changes), actor=by)


def make_learning(idea: Idea, *, municipality: Municipality, by: Member, **fields: Any) -> Learning:
    """A learning signed now, set as it is."""
    known = {"phase": idea.furthest_phase, "signed_by": by, "signed_at": clock.now()}
    with in_municipality(municipality):
        return Learning.objects.create(**{"idea": idea, **WRITTEN, **known, **fields})

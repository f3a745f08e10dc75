"""Drafts of learnings."""

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from sluss import clock
from sluss.workflow.transitions import NotPossible, Transition, refusal
from tenants.ideas.models import Idea, Status
from tenants.learnings.models import Learning, LearningDraft, Occasion, Visibility
from tenants.learnings.rules import WRITE
from tenants.people.models import Member

ENDS = {
    Occasion.CONCLUDED: (Status.CONCLUDED,),
    Occasion.IMPLEMENTED: (Status.IMPLEMENTED, Status.HANDED_OVER),
}
MOST_DRAFTS = 20
MOST_TAGS = 8


@dataclass(frozen=True, kw_only=True)
class Words:
    """What a learning says. `cost_saved` is in whole kronor."""

    occasion: Occasion
    assumption: str
    learned: str
    evidence: str = ""
    helps: str = ""
    cost_saved: int | None = None
    cost_basis: str = ""
    tags: list[str] = field(default_factory=list)
    visibility: Visibility = Visibility.MUNICIPALITY

    def require_sound(self) -> None:
        """Raises NotPossible where something that no learning may lack is missing."""
        if not (self.assumption.strip() and self.learned.strip()):
            raise NotPossible(_("A learning says what we believed and what we know now."))
        if self.cost_saved is not None and not self.cost_basis.strip():
            raise NotPossible(_("Say how the cost was estimated, or leave it out."))
        if len(self.tags) > MOST_TAGS:
            raise NotPossible(_("A learning has at most %(most)s tags.") % {"most": MOST_TAGS})

    def require_true_of(self, idea: Idea) -> None:
        """Raises NotPossible where it tells of an end that the idea has not come to."""
        if idea.status not in ENDS.get(self.occasion, (idea.status,)):
            raise NotPossible(_("The idea has not ended that way. Choose when else you learned it."))


def occasion_now(idea: Idea) -> Occasion:
    """When something is learned from the idea as it stands."""
    return next((occasion for occasion, ends in ENDS.items() if idea.status in ends), Occasion.ON_THE_WAY)


class ChangedMeanwhile(NotPossible):
    """Somebody saved the draft since it was opened. `theirs` is what stands now."""

    def __init__(self, theirs: LearningDraft) -> None:
        super().__init__(_("Somebody has changed the draft since you opened it. Nothing of yours is lost."))
        self.theirs = theirs


@transaction.atomic
def start_draft(idea: Idea, *, words: Words, actor: Member, supersedes: Learning | None = None) -> LearningDraft:
    """A new draft, or one that shall take the place of a signed learning. Raises NotAllowed or NotPossible."""
    row = locked(idea, actor=actor)
    words.require_sound()
    words.require_true_of(row)
    if LearningDraft.objects.filter(idea=row).count() >= MOST_DRAFTS:
        raise NotPossible(_("There are already %(most)s drafts. Sign or take away some first.") % {"most": MOST_DRAFTS})
    return LearningDraft.objects.create(
        idea=row, supersedes=supersedes, written_by=actor, written_at=clock.now(), **words.__dict__
    )


@transaction.atomic
def change_draft(draft: LearningDraft, *, words: Words, revision: int, actor: Member) -> LearningDraft:
    """Raises NotAllowed, NotPossible, or ChangedMeanwhile where `revision` is not the latest."""
    idea = locked(draft.idea, actor=actor)
    words.require_sound()
    words.require_true_of(idea)
    row = standing(draft, revision=revision)
    values: dict[str, Any] = {**words.__dict__, "revision": revision + 1, "written_by": actor}
    values["written_at"] = clock.now()
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=list(values))
    return row


@transaction.atomic
def discard_draft(draft: LearningDraft, *, actor: Member) -> None:
    locked(draft.idea, actor=actor)
    LearningDraft.objects.filter(pk=draft.pk).delete()


def locked(idea: Idea, *, actor: Member, transition: Transition = WRITE) -> Idea:
    """The idea's row until the transaction ends, for an actor who may take the step. No event: drafts are inner."""
    row = Idea.objects.select_for_update(no_key=True, of=("self",)).get(pk=idea.pk)
    if error := refusal(transition, subject=row, actor=actor):
        raise error
    return row


def standing(draft: LearningDraft, *, revision: int) -> LearningDraft:
    row = LearningDraft.objects.filter(pk=draft.pk).first()
    if row is None:
        raise NotPossible(_("The draft has been signed or taken away meanwhile."))
    if row.revision != revision:
        raise ChangedMeanwhile(row)
    return row

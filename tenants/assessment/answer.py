"""What the one who was asked does: declares, drafts, hands in, abstains, reaffirms or changes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from sluss import clock
from sluss.workflow.transitions import NotPossible, apply
from tenants.assessment import transitions
from tenants.assessment.models import HIGHEST, LOWEST, Assessment, Confidence, Score, Side, State
from tenants.assessment.pinned import pin
from tenants.assessment.scales import scale_in_use
from tenants.assessment.stands import locked_idea, tell_if_complete
from tenants.decisions.note_conflict import note_conflict
from tenants.ideas.models import Idea
from tenants.people.models import Member


@dataclass(frozen=True, kw_only=True)
class Answers:
    """Scores by the criterion's key; `revision` is that of the text which the answers were given on."""

    revision: int
    scores: Mapping[int, int] = field(default_factory=dict)
    confidence: int | None = None
    comment: str = ""


class TextChanged(NotPossible):
    """The idea's text is another one than that which was assessed. What was typed is for the caller to keep."""

    def __init__(self, revision: int) -> None:
        super().__init__(
            _("The idea's text has been changed while you assessed it. See what is new, and hand in again.")
        )
        self.revision = revision


@transaction.atomic
def declare_free(assessment: Assessment, *, actor: Member) -> None:
    """No conflict of interest: the idea's text is opened and pinned, and the criteria are those in use now.

    Raises NotAllowed or NotPossible with nothing changed, as all functions here do.
    """
    idea = locked_idea(assessment)
    scale = scale_in_use(Side(assessment.side))
    apply(
        transitions.DECLARE,
        subject=assessment,
        actor=actor,
        change=lambda row: {"scale": scale, "revision": idea.revision},
    )
    pin(idea)


@transaction.atomic
def declare_conflict(assessment: Assessment, *, reason: str, actor: Member) -> None:
    """A conflict of interest: noted on the idea as for decisions, and somebody else has to assess it."""
    idea = locked_idea(assessment)
    apply(transitions.CONFLICT, subject=assessment, actor=actor, change=_without_answers)
    Score.objects.filter(assessment=assessment).delete()
    note_conflict(idea, about=actor, reason=reason, actor=actor)
    tell_if_complete(idea)


@transaction.atomic
def save_draft(assessment: Assessment, *, answers: Answers, actor: Member) -> None:
    """Keep what there is, whole or not. Nobody else can read it."""
    locked_idea(assessment)
    apply(transitions.SAVE_DRAFT, subject=assessment, actor=actor, change=lambda row: _said(answers))
    _keep_scores(assessment, answers)


@transaction.atomic
def submit(assessment: Assessment, *, answers: Answers, actor: Member) -> None:
    """Hand in the whole assessment on the text as it stands now. Raises TextChanged where `answers` were given on
    another revision, NotPossible where a score or the confidence is missing. The same handed in twice is in once."""
    idea = locked_idea(assessment)
    if _is_in_already(assessment, answers, actor):
        return
    apply(
        transitions.SUBMIT,
        subject=assessment,
        actor=actor,
        change=lambda row: _whole(row, idea, answers) | {"submitted_at": clock.now()},
    )
    _keep_scores(assessment, answers)
    pin(idea)
    tell_if_complete(idea)


@transaction.atomic
def abstain(assessment: Assessment, *, reason: str, actor: Member) -> None:
    idea = locked_idea(assessment)
    because = reason.strip()
    if not because:
        raise NotPossible(_("Say in a few words why you abstain."))
    change = {"abstained_because": because}
    apply(transitions.ABSTAIN, subject=assessment, actor=actor, change=lambda row: _without_answers(row) | change)
    Score.objects.filter(assessment=assessment).delete()
    tell_if_complete(idea)


@transaction.atomic
def reaffirm(assessment: Assessment, *, revision: int, actor: Member) -> None:
    """The text has changed and the assessment stands: it is now one of the new text."""
    idea = locked_idea(assessment)
    apply(transitions.REAFFIRM, subject=assessment, actor=actor, change=lambda row: _on_new_text(row, idea, revision))
    pin(idea)


@transaction.atomic
def change(assessment: Assessment, *, answers: Answers, actor: Member) -> None:
    """The text has changed and so has the assessment. The numbers that stood before are kept in the event."""
    idea = locked_idea(assessment)
    before = {str(score.criterion_id): score.value for score in assessment.scores.order_by("criterion")}
    apply(
        transitions.CHANGE,
        subject=assessment,
        actor=actor,
        change=lambda row: (
            _on_new_text(row, idea, answers.revision) | _whole(row, idea, answers) | {"submitted_at": clock.now()}
        ),
        data={"before": before, "revision_before": assessment.revision},
    )
    _keep_scores(assessment, answers)
    pin(idea)


def _is_in_already(assessment: Assessment, answers: Answers, actor: Member) -> bool:
    """Whether the actor has handed in this very thing: a button pressed twice."""
    stands = Assessment.objects.filter(pk=assessment.pk, assessor=actor, status=State.SUBMITTED)
    same = stands.filter(comment=answers.comment, confidence=answers.confidence).exists()
    return same and dict(assessment.scores.values_list("criterion_id", "value")) == dict(answers.scores)


def _without_answers(row: Assessment) -> dict[str, Any]:
    """Who does not assess leaves nothing of an assessment behind."""
    return {"comment": "", "confidence": None, "score": None}


def _said(answers: Answers) -> dict[str, Any]:
    return {"comment": answers.comment, "confidence": answers.confidence}


def _whole(row: Assessment, idea: Idea, answers: Answers) -> dict[str, Any]:
    """The fields of an assessment that lacks nothing."""
    if answers.revision != idea.revision:
        raise TextChanged(idea.revision)
    criteria = set(row.scale.criteria.values_list("pk", flat=True)) if row.scale else set()
    if not criteria or set(answers.scores) != criteria:
        raise NotPossible(_("Answer every question, or save a draft and come back."))
    if answers.confidence not in Confidence.values:
        raise NotPossible(_("Say how sure you are."))
    _require_in_range(answers)
    mean = Decimal(sum(answers.scores.values())) / len(answers.scores)
    return _said(answers) | {"score": round(mean, 2), "revision": idea.revision}


def _on_new_text(row: Assessment, idea: Idea, revision: int) -> dict[str, Any]:
    if row.revision == idea.revision:
        raise NotPossible(_("The text is the one that you assessed, so the assessment stands as it is."))
    if revision != idea.revision:
        raise TextChanged(idea.revision)
    return {"revision": idea.revision}


def _keep_scores(assessment: Assessment, answers: Answers) -> None:
    _require_in_range(answers)
    own = set(assessment.scale.criteria.values_list("pk", flat=True)) if assessment.scale else set()
    assessment.scores.all().delete()
    Score.objects.bulk_create(
        Score(assessment=assessment, criterion_id=criterion, value=value)
        for criterion, value in answers.scores.items()
        if criterion in own
    )


def _require_in_range(answers: Answers) -> None:
    if any(not LOWEST <= value <= HIGHEST for value in answers.scores.values()):
        raise NotPossible(_("A score lies between %(low)d and %(high)d.") % {"low": LOWEST, "high": HIGHEST})

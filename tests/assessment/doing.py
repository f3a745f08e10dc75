"""What the tests of assessments do over and over."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tenants.assessment import answer
from tenants.assessment.models import Assessment
from tenants.ideas.edit import edit_text
from tenants.ideas.models import Idea
from tests.assessment.conftest import Round
from tests.factories.assessment import ask


def asked(around: Round, **facts: Any) -> Assessment:
    return ask(around.idea, around.manager, municipality=around.municipality, by=around.leader, **facts)


def opened(around: Round) -> Assessment:
    assessment = asked(around)
    answer.declare_free(assessment, actor=around.manager)
    return assessment


def stored(assessment: Assessment) -> tuple[Any, ...]:
    row = Assessment.objects.get(pk=assessment.pk)
    scores = list(row.scores.order_by("criterion__position").values_list("value", flat=True))
    return row.status, row.score, row.revision, row.confidence, row.comment, scores


def new_text(around: Round, text: str) -> None:
    idea = Idea.objects.get(pk=around.idea.pk)
    texts = {"title": idea.title, "text": text, "for_whom": "", "why_now": ""}
    edit_text(idea, texts=texts, revision=idea.revision, actor=around.bearer)


BAD: dict[str, Callable[[answer.Answers], answer.Answers]] = {
    "one missing": lambda whole: replace(whole, scores=dict(list(whole.scores.items())[1:])),
    "too high": lambda whole: replace(whole, scores=dict.fromkeys(whole.scores, 6)),
    "too low": lambda whole: replace(whole, scores=dict.fromkeys(whole.scores, 0)),
    "another's criterion": lambda whole: replace(whole, scores={**whole.scores, 10**9: 3}),
    "no confidence": lambda whole: replace(whole, confidence=None),
    "unknown confidence": lambda whole: replace(whole, confidence=9),
}

"""When a condition is met."""

from typing import Any

import pytest

from tenants.decisions.conditions import missing
from tenants.ideas.models import CriterionAnswer
from tenants.people.models import Member
from tenants.pipeline.models import Criterion

Kind = Criterion.Kind
ACTIVE, FORMER = Member(name="A", active=True), Member(name="B", active=False)


@pytest.mark.parametrize(
    ("kind", "answer", "met"),
    [
        (Kind.CONFIRMED, {"met": True, "evidence": "x"}, True),
        (Kind.CONFIRMED, {"met": True, "evidence": "  "}, False),
        (Kind.CONFIRMED, {"met": False, "evidence": "x"}, False),
        (Kind.COUNT_OR_TEXT, {"number": 3}, True),
        (Kind.COUNT_OR_TEXT, {"number": 2}, False),
        (Kind.COUNT_OR_TEXT, {"number": 2, "evidence": "statistik"}, True),
        (Kind.COUNT_OR_TEXT, {}, False),
        (Kind.NUMBER, {"number": 3}, True),
        (Kind.NUMBER, {"number": 12}, True),
        (Kind.NUMBER, {"number": 13}, False),
        (Kind.NUMBER, {"number": 2}, False),
        (Kind.NUMBER, {"evidence": "många"}, False),
        (Kind.MEMBER, {"member": ACTIVE}, True),
        (Kind.MEMBER, {"member": FORMER}, False),
        (Kind.MEMBER, {"evidence": "någon"}, False),
    ],
)
def test_condition_is_met_by_its_kind(kind: Kind, answer: dict[str, Any], met: bool) -> None:
    criterion = Criterion(kind=kind, minimum=3, maximum=12)
    assert (missing(criterion, CriterionAnswer(**answer)) is None) is met


@pytest.mark.parametrize("kind", Kind)
def test_unanswered_condition_is_not_met(kind: Kind) -> None:
    assert missing(Criterion(kind=kind), None) is not None


def test_number_without_limits_is_met_by_zero() -> None:
    assert missing(Criterion(kind=Kind.NUMBER, minimum=0), CriterionAnswer(number=0)) is None

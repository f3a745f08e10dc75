"""What a list costs the database: counted, written here, and the same for 5 rows and for 50."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.assessment.models import Assessment, Side
from tenants.benefits.models import Point
from tenants.challenges.models import Challenge, ChallengeAnswer, Status
from tenants.decisions.models import Decision
from tenants.ideas.models import Idea
from tenants.learnings.models import LearningDraft
from tenants.people.models import Member, Role
from tests.factories.api import Caller, caller
from tests.factories.benefits import make_benefit, make_value
from tests.factories.challenges import make_challenge
from tests.factories.decisions import decide, meet_conditions
from tests.factories.ideas import make_idea
from tests.factories.learnings import make_learning, some_words
from tests.factories.needs import make_need
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db


class Rows:
    """Makes rows of every list, each beside an idea of its own and as varied as rows are."""

    def __init__(self, municipality: Municipality) -> None:
        self.here = municipality
        self.people = [make_member(*Role, municipality=municipality) for _ in range(2)]

    @property
    def by(self) -> Member:
        return self.people[0]

    def idea(self) -> Any:
        """The first is registered, the others are like it."""
        with in_municipality(self.here):
            number = Idea.objects.count() + 1
            if first := Idea.objects.order_by("pk").first():
                own = {"key": uuid.uuid4(), "submission_key": uuid.uuid4(), "diary_number": number}
                return Idea.objects.create(**_copied(first) | own | {"registry_number": f"KS 2026/{number:04}"})
        return make_idea(municipality=self.here, stage=1, coach=self.by)

    def need(self) -> None:
        make_need(municipality=self.here, actor=self.by, owner=self.by, origin=self.idea())

    def challenge(self) -> None:
        make_challenge(municipality=self.here, owner=self.by, criteria=["Ett", "Två"])

    def answer(self) -> None:
        idea = self.idea()
        with in_municipality(self.here):
            challenge = Challenge.objects.get()
            ChallengeAnswer.objects.create(challenge=challenge, idea=idea, added_by=self.by, added_at=clock.now())

    def assessment(self) -> None:
        facts = {"idea": self.idea(), "assigned_by": self.by, "assigned_at": clock.now()}
        with in_municipality(self.here):
            for person, side in zip(self.people, Side, strict=True):
                Assessment.objects.create(assessor=person, side=side, **facts)

    def decision(self) -> None:
        """The first is registered, the others are like it."""
        idea = self.idea()
        with in_municipality(self.here):
            if first := Decision.objects.first():
                Decision.objects.create(**_copied(first) | {"idea": idea, "key": uuid.uuid4()})
                return
        meet_conditions(idea, municipality=self.here, by=self.by)
        decide(idea, municipality=self.here, actor=self.people[1], presenter=self.by)

    def learning(self) -> None:
        make_learning(self.idea(), municipality=self.here, by=self.by)

    def draft(self) -> None:
        facts = some_words().__dict__ | {"idea": self.idea(), "written_by": self.by, "written_at": clock.now()}
        with in_municipality(self.here):
            LearningDraft.objects.create(**facts)

    def benefit(self) -> None:
        made = make_benefit(self.idea(), municipality=self.here, receiving_owner=self.by)
        for point in (Point.BASELINE, Point.AFTER):
            make_value(made, point, 3, municipality=self.here, by=self.by)


# One statement finds the key and its member. Then the rows, and what rows have several of.
LISTS: dict[str, tuple[Callable[[Rows], object], int]] = {
    "ideas/": (Rows.idea, 2),
    "needs/": (Rows.need, 2),
    "challenges/": (Rows.challenge, 3),
    "challenges/{challenge}/answers/": (Rows.answer, 3),
    "assessments/": (Rows.assessment, 2),
    "decisions/": (Rows.decision, 2),
    "learnings/": (Rows.learning, 2),
    "learnings/drafts/": (Rows.draft, 2),
    "benefits/": (Rows.benefit, 3),
}


def _copied(row: Model) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key}


@pytest.mark.parametrize("path", LISTS)
def test_list_costs_as_many_statements_for_5_rows_as_for_50(skovde: Municipality, path: str) -> None:
    make, cost = LISTS[path]
    rows, ask = Rows(skovde), caller(Role.INNOVATION_MANAGER, municipality=skovde)
    if "{" in path:
        challenge = make_challenge(Status.OPEN, municipality=skovde, owner=rows.by)
        path = path.format(challenge=challenge.key)
    counted = [_counted(ask, path)]
    for number in (5, 45):
        for _ in range(number):
            make(rows)
        counted.append(_counted(ask, path))
    assert counted[1:] == [(5, cost), (50, cost)]


def _counted(ask: Caller, path: str) -> tuple[int, int]:
    """How many rows came, by how many statements. The way into the scope is no statement of the page, and
    what is kept for a while (whose host it is, when the key was used) has been asked just before."""
    ask.get(path)
    with CaptureQueriesContext(connection) as statements:
        answer = ask.get(path)
    assert answer.status_code == 200, answer.content
    asked = [one for one in statements.captured_queries if not one["sql"].startswith("SET")]
    return len(answer.json()["results"]), len(asked)

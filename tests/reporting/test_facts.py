"""What a municipality tells the region of an idea, and what it never tells."""

import datetime as dt
import json
from collections.abc import Callable

import pytest

from shared.portfolio.models import IdeaFact
from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality, in_region
from sluss.workflow.models import Event
from tenants.ideas.facts import fact_of, facts_of, tell_region_many
from tenants.ideas.models import Idea
from tests.factories.ideas import make_idea
from tests.factories.jobs import waiting
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
EVENING = dt.datetime(2026, 10, 1, 22, 30, tzinfo=dt.UTC)  # already the 2nd in Sweden
LATER = dt.datetime(2026, 10, 9, 8, 0, tzinfo=dt.UTC)


def moved(idea: Idea, before: str, after: str, at: dt.datetime = LATER) -> Event:
    data = {"from": before, "to": after}
    return Event.objects.create(subject="idea", subject_id=idea.pk, kind="taken_in", at=at, data=data)


def test_idea_in_the_inbox_is_in_the_first_phase(skovde: Municipality) -> None:
    idea = make_idea(
        municipality=skovde, received_at=EVENING, entered_stage_at=EVENING, promised_on=dt.date(2026, 10, 8)
    )
    with in_municipality(skovde):
        today = clock.today().isoformat()
        assert fact_of(idea) == {
            "phase": "capture",
            "furthest_phase": "capture",
            "status": "inbox",
            "source": "employee",
            "received_on": "2026-10-02",
            "entered_phase_on": "2026-10-02",
            "promised_on": "2026-10-08",
            "answered_on": None,
            "stays": [
                {"phase": "capture", "entered_on": today, "left_on": None, "promised_on": "2026-10-08"},
            ],
        }


def test_idea_in_a_chamber_has_the_phase_of_its_stage(skovde: Municipality) -> None:
    idea = make_idea(municipality=skovde, stage=3, furthest_phase="implement")
    with in_municipality(skovde):
        fact = fact_of(idea)
    assert (fact["phase"], fact["furthest_phase"], fact["status"]) == ("test", "implement", "active")


def test_answer_is_the_day_the_idea_first_left_the_inbox(skovde: Municipality) -> None:
    idea = make_idea(municipality=skovde, stage=1)
    with in_municipality(skovde):
        moved(idea, "inbox", "asked", EVENING)
        assert fact_of(idea)["answered_on"] is None
        moved(idea, "asked", "active", LATER)
        moved(idea, "active", "on_hold", LATER + dt.timedelta(days=30))
        assert fact_of(idea)["answered_on"] == "2026-10-09"


def test_no_text_and_no_person_leaves_the_municipality(skovde: Municipality, run_jobs: Callable[[], int]) -> None:
    bearer = make_member(municipality=skovde, name="Kanarie Kanariesson")
    idea = make_idea(municipality=skovde, title="Kanarie i titeln", text="Kanarie i texten", bearer=bearer)
    with in_region():
        before = json.dumps(waiting())
    run_jobs()
    with in_region():
        fact = IdeaFact.objects.values().get()
    told = json.dumps(fact, default=str) + before
    assert str(idea.key) in told
    for secret in ("anarie", idea.registry_number, str(bearer.key), bearer.email):
        assert secret not in told


@pytest.mark.parametrize("number", [3, 30])
def test_many_facts_cost_two_queries(
    number: int, skovde: Municipality, django_assert_num_queries: Callable[..., object]
) -> None:
    ideas = [make_idea(municipality=skovde, stage=1) for _ in range(number)]
    with in_municipality(skovde):
        Idea.objects.count()  # the scope is set before the counting begins
        with django_assert_num_queries(2):  # type: ignore[attr-defined]
            assert len(facts_of(ideas)) == number


def test_telling_of_many_wakes_the_relay_once(skovde: Municipality, run_jobs: Callable[[], int]) -> None:
    ideas = [make_idea(municipality=skovde) for _ in range(12)]
    run_jobs()
    with in_municipality(skovde):
        tell_region_many([(idea, 10**6 + idea.pk) for idea in ideas])
    assert len(waiting("outbox.bring")) == 1
    run_jobs()
    with in_region():
        assert sorted(IdeaFact.objects.values_list("version", flat=True)) == sorted(10**6 + i.pk for i in ideas)

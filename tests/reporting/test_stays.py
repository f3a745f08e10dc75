"""An idea's way as the region is told of it."""

import datetime as dt
import uuid
from collections.abc import Callable

import pytest

from shared.portfolio.models import PhaseStay
from shared.portfolio.receive import receive_facts
from sluss import clock
from sluss.clock import STOCKHOLM
from sluss.outbox.receivers import Sent
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality, in_region
from sluss.workflow.models import Event
from tenants.decisions.models import Outcome
from tenants.ideas.facts import fact_of, withdraw_from_region
from tenants.ideas.models import Idea
from tenants.ideas.transitions import InboxOutcome
from tenants.ideas.triage import Answer, answer_back, reopen, triage
from tenants.people.models import Member, Role
from tenants.pipeline.models import InnovationModel, Stage
from tests.factories.decisions import decide, meet_conditions
from tests.factories.ideas import make_idea
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
Way = list[tuple[str, str, str | None, str | None]]


def on(day: int) -> dt.datetime:
    """Noon of a day in September 2026; the 1st is a Tuesday."""
    return dt.datetime(2026, 9, day, 12, tzinfo=STOCKHOLM)


@pytest.fixture
def coach(skovde: Municipality) -> Member:
    return make_member(Role.COACH, municipality=skovde)


@pytest.fixture
def idea(skovde: Municipality) -> Idea:
    with clock.held_at(on(1)):
        return make_idea(municipality=skovde)


def fresh(idea: Idea, municipality: Municipality) -> Idea:
    with in_municipality(municipality):
        return Idea.objects.select_related("stage__gate__target").get(pk=idea.pk)


def way_of(idea: Idea, municipality: Municipality) -> Way:
    with in_municipality(municipality):
        stays = fact_of(Idea.objects.get(pk=idea.pk))["stays"]
    return [(stay["phase"], stay["entered_on"], stay["left_on"], stay["promised_on"]) for stay in stays]


def answered(idea: Idea, outcome: InboxOutcome, *, by: Member, place: Municipality, day: int) -> None:
    with clock.held_at(on(day)), in_municipality(place):
        triage(Idea.objects.get(pk=idea.pk), answer=Answer(outcome=outcome, message="Tack.", coach=by), actor=by)


def test_idea_in_the_inbox_has_one_stay_with_its_promise(idea: Idea, skovde: Municipality) -> None:
    assert way_of(idea, skovde) == [("capture", "2026-09-01", None, "2026-09-08")]


def test_way_through_a_gate_to_a_decision_to_wait(idea: Idea, skovde: Municipality, coach: Member) -> None:
    answered(idea, InboxOutcome.TAKE_IN_IDEA, by=coach, place=skovde, day=3)
    manager = make_member(Role.MANAGER, municipality=skovde)
    for day, outcome in ((10, Outcome.PROCEED), (14, Outcome.HOLD)):
        with clock.held_at(on(day)):
            now = fresh(idea, skovde)
            meet_conditions(now, municipality=skovde, by=coach)
            decide(now, municipality=skovde, actor=manager, presenter=coach, outcome=outcome)
    assert way_of(idea, skovde) == [
        ("capture", "2026-09-01", "2026-09-03", "2026-09-08"),
        ("understand", "2026-09-03", "2026-09-10", "2026-09-24"),
        ("develop", "2026-09-10", "2026-09-14", "2026-10-22"),
        ("develop", "2026-09-14", None, None),
    ]


def test_time_that_the_bearer_takes_has_no_promise(idea: Idea, skovde: Municipality, coach: Member) -> None:
    answered(idea, InboxOutcome.ASK_MORE, by=coach, place=skovde, day=2)
    with clock.held_at(on(21)), in_municipality(skovde):
        answer_back(Idea.objects.get(pk=idea.pk), text="Jo, så här.", actor=None)
    answered(idea, InboxOutcome.ANSWER, by=coach, place=skovde, day=22)
    assert way_of(idea, skovde) == [
        ("capture", "2026-09-01", "2026-09-02", "2026-09-08"),
        ("capture", "2026-09-02", "2026-09-21", None),
        ("capture", "2026-09-21", "2026-09-22", "2026-09-28"),
    ]


def test_reopened_idea_begins_a_new_stay(idea: Idea, skovde: Municipality, coach: Member) -> None:
    answered(idea, InboxOutcome.REFER, by=coach, place=skovde, day=2)
    with clock.held_at(on(9)), in_municipality(skovde):
        reopen(Idea.objects.get(pk=idea.pk), actor=coach)
    assert way_of(idea, skovde) == [
        ("capture", "2026-09-01", "2026-09-02", "2026-09-08"),
        ("capture", "2026-09-09", None, "2026-09-16"),
    ]


def test_imported_idea_was_never_answered_in_an_inbox(idea: Idea, skovde: Municipality) -> None:
    with in_municipality(skovde):
        idea.stage, idea.status = Stage.objects.get(model__in_use=True, position=3), "active"
        idea.save(update_fields=["stage", "status"])
        placed = {"to": "active", "stage": idea.stage.pk}
        Event.objects.create(subject="idea", subject_id=idea.pk, kind="imported_at_stage", at=on(1), data=placed)
    assert way_of(idea, skovde) == [("test", "2026-09-01", None, "2026-09-08")]


def test_promise_that_was_made_stays_when_others_are_promised_something_else(
    idea: Idea, skovde: Municipality, coach: Member
) -> None:
    answered(idea, InboxOutcome.TAKE_IN_IDEA, by=coach, place=skovde, day=3)
    before = way_of(idea, skovde)
    with in_municipality(skovde):
        InnovationModel.objects.update(inbox_promise_days=1)
    assert way_of(idea, skovde) == before


def known(key: uuid.UUID) -> list[tuple[object, ...]]:
    with in_region():
        rows = PhaseStay.objects.filter(fact__idea_key=key).order_by("number")
        return list(rows.values_list("number", "phase", "left_on"))


def test_region_knows_the_way_and_forgets_it_with_the_idea(
    idea: Idea, skovde: Municipality, coach: Member, run_jobs: Callable[[], int]
) -> None:
    run_jobs()
    assert known(idea.key) == [(1, "capture", None)]
    answered(idea, InboxOutcome.TAKE_IN_NEED, by=coach, place=skovde, day=3)
    run_jobs()
    assert known(idea.key) == [(1, "capture", dt.date(2026, 9, 3)), (2, "understand", None)]
    with in_municipality(skovde):
        withdraw_from_region([idea.key], version=10**6)
    run_jobs()
    assert known(idea.key) == []


def test_older_fact_that_comes_late_leaves_the_way_as_it_is(
    idea: Idea, skovde: Municipality, coach: Member, run_jobs: Callable[[], int]
) -> None:
    with in_municipality(skovde):
        old = fact_of(idea)
    answered(idea, InboxOutcome.TAKE_IN_NEED, by=coach, place=skovde, day=3)
    run_jobs()
    with in_region():
        receive_facts(skovde, [Sent(str(idea.key), 1, old)])
    assert len(known(idea.key)) == 2

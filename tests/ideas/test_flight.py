"""The flight of locks on the idea page: where each status puts the boat, and what it costs."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from sluss.workflow.transitions import record
from tenants.ideas.flight import flight
from tenants.ideas.models import Idea, Status
from tenants.ideas.timeline import entries_of
from tenants.pipeline.models import Gate
from tests.factories.ideas import make_idea

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("status", "stage", "boat", "states"),
    [
        (Status.INBOX, None, "entrance", "-----"),
        (Status.ASKED, None, "entrance", "-----"),
        (Status.ACTIVE, 1, "chamber", "o----"),
        (Status.ON_HOLD, 3, "moored", "xxo--"),
        (Status.CONCLUDED, 4, "quay", "xxxo-"),
        (Status.IMPLEMENTED, 5, "open_water", "xxxxx"),
        (Status.REFERRED, None, None, "-----"),
        (Status.MERGED, None, None, "-----"),
    ],
)
def test_boat_lies_where_the_status_says(
    skovde: Municipality, status: Status, stage: int | None, boat: str | None, states: str
) -> None:
    idea = make_idea(municipality=skovde, stage=stage, status=status)
    with in_municipality(skovde):
        found = flight(idea)
    assert (found.boat.berth if found.boat else None) == boat
    signs = {"done": "x", "current": "o", "ahead": "-"}
    assert "".join(signs[step.state] for step in found.steps) == states


def test_days_are_counted_by_the_calendar_in_sweden(skovde: Municipality) -> None:
    # 23:30 in Sweden on 1 March; read half an hour into the next day.
    entered = dt.datetime(2026, 3, 1, 22, 30, tzinfo=dt.UTC)
    idea = make_idea(municipality=skovde, stage=2, entered_stage_at=entered)
    with in_municipality(skovde), clock.held_at(entered + dt.timedelta(hours=1)), translation.override("en"):
        lines = [step.line for step in flight(idea).steps]
    assert lines == ["done", "here now, 1 day", "to come", "to come", "to come"]


def test_chambers_left_by_a_decision_say_when(skovde: Municipality) -> None:
    idea = make_idea(municipality=skovde, stage=3, bearer=None)
    with in_municipality(skovde):
        first, second = Gate.objects.filter(source__model__in_use=True).order_by("source__position")[:2]
        days = {first: 3, second: 24}
        for gate, day in days.items():
            with clock.held_at(dt.datetime(2026, 9, day, 10, tzinfo=dt.UTC)):
                data = {"from": "active", "to": "active", "gate": gate.pk}
                record(subject=idea, kind="decided_proceed", actor=None, data=data)
        # Waiting at a gate and preparing a decision do not open it.
        record(subject=idea, kind="decided_hold", actor=None, data={"to": "on_hold", "gate": second.pk})
        record(subject=idea, kind="proposal_held", actor=None, data={"gate": second.pk})
        with translation.override("en"):
            lines = [step.line for step in flight(idea, story=entries_of(idea)).steps]
    assert lines == ["done 3 Sep", "done 24 Sep", "here now", "to come", "to come"]


def test_flight_costs_one_statement(skovde: Municipality) -> None:
    made = make_idea(municipality=skovde, stage=2)
    with in_municipality(skovde):
        idea = Idea.objects.select_related("stage").get(pk=made.pk)
        with CaptureQueriesContext(connection) as caught:
            flight(idea)
    assert len(caught) == 1

"""When the demo's stories happened."""

import datetime as dt
from itertools import pairwise

import pytest

from sluss import clock
from sluss.clock import STOCKHOLM
from tenants.demo.library import told_in
from tenants.demo.plan import Step, plan
from tenants.pipeline.working_days import is_working_day

TODAY = dt.datetime(2026, 10, 14, 9, 30, tzinfo=dt.UTC)
LONGEST = dt.timedelta(days=31 * 18)


@pytest.fixture(scope="module")
def steps() -> list[Step]:
    with clock.held_at(TODAY):
        return plan("skovde", told_in("skovde"))


def of_story(steps: list[Step], key: str) -> list[Step]:
    return [step for step in steps if step.told.story.key == key]


def test_same_day_gives_the_same_plan(steps: list[Step]) -> None:
    with clock.held_at(TODAY):
        assert plan("skovde", told_in("skovde")) == steps


def test_nothing_happens_later_than_now_or_before_the_period(steps: list[Step]) -> None:
    assert all(TODAY - LONGEST < step.at < TODAY for step in steps)


def test_what_members_do_happens_on_working_days(steps: list[Step]) -> None:
    earlier = [step for step in steps if step.at < TODAY - dt.timedelta(hours=2)]
    assert [step for step in earlier if not is_working_day(step.at.astimezone(STOCKHOLM).date())] == []


def test_some_came_today(steps: list[Step]) -> None:
    assert [step.act for step in steps if step.at.date() == TODAY.date()] == ["receive"]


def test_each_story_goes_forward_from_its_receipt(steps: list[Step]) -> None:
    for told in told_in("skovde"):
        line = of_story(steps, told.story.key)
        assert line[0].act == "receive"
        assert all(before.at.date() < after.at.date() for before, after in pairwise(line))


def test_implemented_idea_passed_five_gates(steps: list[Step]) -> None:
    line = of_story(steps, "sms-fore-besok")
    assert [step.gate for step in line if step.act == "proceed"] == [1, 2, 3, 4, 5]


def test_connected_idea_comes_after_what_it_is_connected_to(steps: list[Step]) -> None:
    target = of_story(steps, "introduktion-vikarier")
    connected = of_story(steps, "vikariemapp")
    assert connected[1].act == "triage"
    assert connected[1].at > target[1].at

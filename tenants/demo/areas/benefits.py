"""Benefit in the demo: calculations of what is on its way, and measures of what is in use."""

import datetime as dt
import tomllib
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from sluss import clock
from tenants.benefits import calculate
from tenants.benefits.calculate import NewLine, Step
from tenants.benefits.measure import Plan, Reading, add_benefit, enter_value
from tenants.benefits.models import Alternative, Case, Ground, Kind, Link, Point
from tenants.demo.dates import instant
from tenants.demo.replay import Replay
from tenants.ideas.models import OPEN, Idea
from tenants.people.models import Member

ORDER = 70
WRITTEN, MEASURED = 8, 6  # working days ago
MONTH = dt.timedelta(days=30)
POINTS = tuple(Point)
# Days from the day of use on which each value was taken.
TAKEN = {Point.BASELINE: -40, Point.AFTER: 32, Point.MONTHS_6: 184, Point.MONTHS_12: 366}
CONTENT = tomllib.loads(Path(__file__).with_name("benefits.toml").read_text(encoding="utf-8"))


def tell(replay: Replay, *, few: bool) -> None:
    rng = Random(f"{replay.municipality.slug} benefits")  # noqa: S311 (repeatable, no secret)
    ideas = Idea.objects.select_related("stage").in_bulk(replay.ideas.values())
    by_story = {key: ideas[pk] for key, pk in replay.ideas.items() if pk in ideas}
    innovation = replay.members["innovation"]
    with clock.held_at(instant(WRITTEN, rng)):
        for told in CONTENT["case"][: 1 if few else None]:
            idea = by_story.get(told["story"])
            if idea is not None and idea.status in OPEN and idea.stage_id:
                _reckon(idea, told, actor=innovation)
    with clock.held_at(instant(MEASURED, rng)):
        for told in CONTENT["measure"]:
            idea = by_story.get(told["story"])
            if idea is not None and (idea.stage_id or idea.status not in OPEN):
                _measure(idea, told, replay, actor=innovation)


def _reckon(idea: Idea, told: dict[str, Any], *, actor: Member) -> None:
    steps = [Step(link=Link(link), text=text, assumption=assumption) for link, text, assumption in told["chain"]]
    case = calculate.save_chain(idea, steps=steps, revision=0, actor=actor)
    calculate.save_basis(
        idea, hourly_rate=case.hourly_rate, conclusion=told["conclusion"], revision=_now(idea), actor=actor
    )
    nothing = Alternative.objects.get(case=case, does_nothing=True)
    if words := told.get("nothing"):
        facts: dict[str, Any] = {"name": "", "description": words, "revision": _now(idea), "actor": actor}
        calculate.change_alternative(idea, alternative=nothing.pk, **facts)
    for line in told.get("nothing_line", []):
        _line(idea, nothing, line, actor=actor)
    for each in told["alternative"]:
        made = calculate.add_alternative(
            idea, name=each["name"], description=each["description"], revision=_now(idea), actor=actor
        )
        for line in each["lines"]:
            _line(idea, made, line, actor=actor)


def _line(idea: Idea, alternative: Alternative, told: dict[str, Any], *, actor: Member) -> None:
    low, likely, high = (Decimal(str(number)) for number in told["n"])
    new = NewLine(
        kind=Kind(told["kind"]),
        is_cost=told.get("cost", False),
        text=told["text"],
        unit=told.get("unit", ""),
        low=low,
        likely=likely,
        high=high,
        per_year=told["years"] > 0,
        years=told["years"] or 1,
        use_of_time=told.get("use", ""),
    )
    calculate.save_line(idea, alternative=alternative.pk, new=new, revision=_now(idea), actor=actor)


def _measure(idea: Idea, told: dict[str, Any], replay: Replay, *, actor: Member) -> None:
    start = clock.today() - MONTH * told["months"] if "months" in told else None
    plan = Plan(
        kind=Kind(told["kind"]),
        name=told["name"],
        unit=told.get("unit", ""),
        more_is_better=not told["less"],
        how=told.get("how", ""),
        target=Decimal(str(told["target"])),
        receiving_owner=replay.members.get(told["owner"]),
        in_use_from=start,
    )
    benefit = add_benefit(idea, plan=plan, actor=actor)
    for point, value, ground, said in zip(POINTS, told["values"], told["grounds"], told["said"], strict=False):
        day = (start or clock.today()) + dt.timedelta(days=TAKEN[point])
        reading = Reading(value=Decimal(str(value)), ground=Ground(ground), how=said, measured_on=day)
        enter_value(benefit, point=point, reading=reading, saw=0, actor=actor)


def _now(idea: Idea) -> int:
    return Case.objects.values_list("revision", flat=True).get(idea=idea)

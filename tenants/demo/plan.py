"""When each step of each story was taken in a municipality: worked out backwards from today, told oldest first.

Seeded with municipality and story, so that the same day gives the same plan; some promises are kept and some are not.
"""

import datetime as dt
from dataclasses import dataclass
from random import Random

from tenants.demo.dates import EIGHTEEN_MONTHS, instant
from tenants.demo.library import TAKEN_IN, Place, Told
from tenants.pipeline.fem_kamrar import CHAMBERS

ONE_IN_SIX = 1 / 6
# The share of decisions that were held as a proposal first.
PREPARED = 1 / 4
PROMISES = tuple(chamber.promise_days for chamber in CHAMBERS)
INBOX_PROMISE = 5
# Between what came first and what is connected to it.
APART = 3


@dataclass(frozen=True)
class Step:
    """Something that was done to a story's idea at a moment. `gate` is the one that it concerns, 0 for none."""

    at: dt.datetime
    told: Told
    act: str
    gate: int = 0


@dataclass(frozen=True)
class _Act:
    """A step before its date is known: how many working days after the one before it came."""

    name: str
    after: int
    gate: int = 0


def plan(slug: str, told: list[Told]) -> list[Step]:
    """Every step of a municipality's stories, oldest first."""
    steps: list[Step] = []
    taken_in: dict[str, int] = {}  # working days ago, by story
    for one in sorted(told, key=lambda one: one.place.outcome == "connected"):
        rng = Random(f"{slug} {one.story.key}")  # noqa: S311 (a plan that can be repeated, no secret)
        acts = _acts(one.place, rng)
        idle = _idle(one.place, rng, acts)
        if one.place.outcome == "connected":
            idle = max(1, min(idle, taken_in[one.place.detail] - acts[1].after - APART))
        taken_in[one.story.key] = idle + sum(act.after for act in acts[2:])
        steps += _dated(one, acts, idle, rng)
    return sorted(steps, key=lambda step: step.at)


def _dated(told: Told, acts: list[_Act], idle: int, rng: Random) -> list[Step]:
    days_ago = idle + sum(act.after for act in acts)
    steps = []
    for act in acts:
        days_ago -= act.after
        evening = act.name == "receive" and told.story.source == "resident"
        steps.append(Step(instant(days_ago, rng, evening=evening), told, act.name, act.gate))
    return steps


def _acts(place: Place, rng: Random) -> list[_Act]:
    acts = [_Act("receive", 0)]
    if place.outcome in ("asked", "back"):
        acts.append(_Act("ask", _first_answer(rng)))
    elif place.outcome != "inbox":
        acts.append(_Act("triage", _first_answer(rng)))
    if place.outcome == "back":
        acts.append(_Act("answer_back", rng.randint(1, 6)))
    if place.conflict:
        acts.append(_Act("note_conflict", 1))
    for gate in range(1, place.passed + 1):
        acts += _through(gate, rng)
    return acts + _ending(place, rng)


def _through(gate: int, rng: Random, *, end: str = "proceed") -> list[_Act]:
    """The days in a chamber: its conditions are answered, a decision is prepared, and it is decided."""
    share = rng.uniform(1.1, 1.35) if rng.random() < ONE_IN_SIX else rng.uniform(0.35, 0.9)
    days = max(5, round(PROMISES[gate - 1] * share))
    if rng.random() > PREPARED:
        return [_Act("answer", days - 1, gate), _Act(end, 1, gate)]
    return [_Act("answer", days - 3, gate), _Act("prepare", 2, gate), _Act(end, 1, gate)]


def _ending(place: Place, rng: Random) -> list[_Act]:
    if place.outcome == "hold":
        return _through(place.gate, rng, end="wait")
    if place.outcome == "concluded":
        return _through(place.gate, rng, end="conclude")
    if place.outcome != "chamber":
        return []
    if place.held:
        return [_Act("answer", rng.randint(2, 4), place.gate), _Act("prepare", 1, place.gate)]
    return [_Act("answer_some", rng.randint(2, 4), place.gate)]


def _first_answer(rng: Random) -> int:
    return rng.randint(6, 9) if rng.random() < ONE_IN_SIX else rng.randint(1, 4)


def _idle(place: Place, rng: Random, acts: list[_Act]) -> int:
    """Working days since the last step: few where it waits for somebody, many where it has ended."""
    most = EIGHTEEN_MONTHS - sum(act.after for act in acts)
    if place.idle is not None:
        return min(place.idle, most)
    if place.outcome == "chamber":
        share = rng.uniform(1.1, 1.5) if rng.random() < ONE_IN_SIX else rng.uniform(0.05, 0.85)
        return min(max(1, round(PROMISES[place.gate - 1] * share)), most)
    if place.outcome in ("inbox", "asked", "back"):
        return rng.randint(1, INBOX_PROMISE - 1)
    if place.outcome == "hold":
        return min(rng.randint(5, 70), most)
    return rng.randint(3, most if place.outcome in TAKEN_IN else most // 2)

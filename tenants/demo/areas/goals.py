"""The goals of council and committees, invented, with what works towards them."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sluss import clock
from tenants.benefits.models import Benefit
from tenants.challenges.models import Challenge
from tenants.goals.kinds import BENEFIT, CHALLENGE, NEED, Kind
from tenants.goals.link import link
from tenants.goals.models import Goal
from tenants.goals.models import Kind as GoalKind
from tenants.goals.save_goal import Content, add_goal
from tenants.needs.models import Need
from tenants.organisation.models import Authority

if TYPE_CHECKING:
    from tenants.demo.replay import Replay

ORDER = 80  # after challenges, needs and benefits, which it links to
SHOWN_IN = ("skovde", "hjo", "uddevalla")
GOALS = tomllib.loads(Path(__file__).with_name("goals.toml").read_text(encoding="utf-8"))["goal"]
MOST_BENEFITS = 3


def tell(replay: "Replay", *, few: bool) -> None:
    if replay.municipality.slug not in SHOWN_IN:
        return
    authorities = {authority.abbreviation: authority for authority in Authority.objects.all()}
    added: dict[str, Goal] = {}
    actor, year = replay.members["innovation"], clock.today().year
    for told in GOALS:
        content = Content(
            code=told["code"],
            title_sv=told["title"],
            title_en=told["english"],
            kind=told.get("kind", GoalKind.GOAL),
            authority=authorities[told["authority"]],
            year_from=year + told["from"],
            year_to=year + told["to"],
            parent=added.get(told.get("parent", "")),
            unit=replay.units.get(told.get("unit", "")),
        )
        added[told["code"]] = add_goal(content, actor=actor)
        for kind, other in _linked(told):
            link(added[told["code"]], kind=kind, other=other, actor=actor)


def _linked(told: dict[str, Any]) -> Iterator[tuple[Kind, Any]]:
    """What is there of what the goal names: not every municipality has told everything."""
    for begins in told.get("challenges", []):
        yield from ((CHALLENGE, one) for one in Challenge.objects.filter(title__startswith=begins))
    for begins in told.get("needs", []):
        yield from ((NEED, one) for one in Need.objects.filter(title__startswith=begins))
    if told.get("benefits"):
        yield from ((BENEFIT, one) for one in Benefit.objects.order_by("pk")[:MOST_BENEFITS])

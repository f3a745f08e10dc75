"""Needs that came by a survey, a meeting or the telephone, some with ideas for them and some without."""

import tomllib
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from sluss import clock
from sluss.clock import STOCKHOLM
from tenants.demo.dates import instant
from tenants.ideas.models import IN_CHAMBERS, Idea, Source
from tenants.needs.end import close_need, meet_need
from tenants.needs.link import link_idea
from tenants.needs.models import Need, Reason
from tenants.needs.take_in import NeedTexts, create_need

if TYPE_CHECKING:
    from tenants.demo.replay import Replay

ORDER = 20
SHOWN_IN = ("skovde", "hjo", "uddevalla")
NEEDS = tomllib.loads(Path(__file__).with_name("needs.toml").read_text(encoding="utf-8"))["need"]
TEXTS = ("title", "who", "situation", "frequency", "evidence")
SOME = 2


def tell(replay: "Replay", *, few: bool) -> None:
    """Elsewhere the needs are those that were taken in from the inbox."""
    if replay.municipality.slug not in SHOWN_IN:
        return
    for told in NEEDS[:SOME] if few else NEEDS:
        rng = Random(f"{replay.municipality.slug} {told['title']}")  # noqa: S311 (repeatable, no secret)
        with clock.held_at(instant(told["days"], rng)):
            need = _written(replay, told)
        with clock.held_at(instant(1, rng)):
            _linked(replay, need, told)
        with clock.held_at(instant(told["days"] // 4, rng)):
            _ended(replay, need, told)


def _written(replay: "Replay", told: dict[str, Any]) -> Need:
    source = Source(told["source"])
    return create_need(
        texts=NeedTexts(**{name: told[name] for name in TEXTS}),  # type: ignore[typeddict-item]
        source=source,
        heard_on=clock.now().astimezone(STOCKHOLM).date(),
        unit=replay.units.get(told["unit"]),
        owner=replay.members["coach"],
        actor=replay.members["kundcenter" if source == Source.CONTACT_CENTRE else "innovation"],
    )


def _linked(replay: "Replay", need: Need, told: dict[str, Any]) -> None:
    """Those of the ideas that came here and are on their way."""
    here = [replay.ideas[key] for key in told["ideas"] if key in replay.ideas]
    for idea in Idea.objects.filter(pk__in=here, status__in=IN_CHAMBERS).order_by("pk"):
        link_idea(need=need, idea=idea, actor=replay.members["coach"])


def _ended(replay: "Replay", need: Need, told: dict[str, Any]) -> None:
    if "met" in told:
        meet_need(need, ending=told["met"], actor=replay.members["coach"])
    if "closed" in told:
        close_need(need, reason=Reason(told["reason"]), ending=told["closed"], actor=replay.members["coach"])

"""Challenges on their way from draft to told back, answered by ideas of the stories."""

import datetime as dt
import tomllib
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from sluss import clock
from tenants.challenges.answer import tie
from tenants.challenges.change_status import announce, close_now, open_now
from tenants.challenges.invite import invite_batch, start_inviting
from tenants.challenges.models import Challenge, Mailing, Report
from tenants.challenges.save_challenge import Content, start_challenge
from tenants.challenges.tell_back import Parts, tell_back, tell_batch
from tenants.demo.dates import instant, working_days_ago
from tenants.ideas.models import Idea

if TYPE_CHECKING:
    from tenants.demo.replay import Replay

ORDER = 30
CHALLENGES = tomllib.loads(Path(__file__).with_name("challenges.toml").read_text(encoding="utf-8"))["challenge"]
TEXTS = ("title", "why_now", "affected", "criteria", "audience", "visibility")
PREPARED = 8  # working days from draft to first day
HOUR = dt.timedelta(hours=1)


def tell(replay: "Replay", *, few: bool) -> None:
    for told in CHALLENGES:
        if replay.municipality.slug in told["at"]:
            _tell(replay, told, Random(f"{replay.municipality.slug} {told['title']}"))  # noqa: S311 (repeatable)


def _tell(replay: "Replay", told: dict[str, Any], rng: Random) -> None:
    owner, opens = replay.members[told["owner"]], told.get("opens")
    content = _content(replay, told)  # its days are counted from today, so before the clock is held
    with clock.held_at(instant(max(opens or 0, 0) + PREPARED, rng)):
        challenge = start_challenge(content, actor=owner)
    if opens is None:
        return
    with clock.held_at(instant(max(opens, 0) + 2, rng)):
        announce(challenge, actor=owner)
        _invite(replay, told, challenge)
    if opens <= 0:
        return
    with clock.held_at(instant(opens, rng)):
        open_now(challenge, actor=owner)
    for key in told["answers"]:
        if key in replay.ideas:
            idea = Idea.objects.get(pk=replay.ideas[key])
            with clock.held_at(max(instant(opens - 2, rng), idea.received_at + HOUR)):
                tie(idea, challenge=challenge, actor=owner)
    if told["closes"] > 0:
        with clock.held_at(instant(told["closes"] - 1, rng)):
            close_now(challenge, actor=None)
    if "told" in told:
        with clock.held_at(instant(told["told"], rng)):
            _tell_back(replay, told, challenge)


def _content(replay: "Replay", told: dict[str, Any]) -> Content:
    return Content(
        **{name: told[name] for name in TEXTS},
        owner=replay.members[told["owner"]],
        units=[replay.units[name] for name in told["units"]],
        opens_on=_day(told.get("opens")),
        closes_on=_day(told.get("closes")),
    )


def _invite(replay: "Replay", told: dict[str, Any], challenge: Challenge) -> None:
    """The letters are written at once: they belong to that day, and a job would write them today."""
    if told["invites"]:
        units = [replay.units[name] for name in told["invites"]]
        mailing = start_inviting(challenge, units=units, message=told["message"], actor=challenge.owner)
        _through(mailing, invite_batch)


def _tell_back(replay: "Replay", told: dict[str, Any], challenge: Challenge) -> None:
    parts = Parts(came_in=told["came_in"], taken_on=told["taken_on"], learned=told["learned"])
    revision = Report.objects.get(challenge=challenge).revision
    _through(tell_back(challenge, parts=parts, revision=revision, actor=replay.members["innovation"]), tell_batch)


def _through(mailing: Mailing, write: Any) -> None:
    while mailing.ended_at is None:
        mailing = write(mailing)


def _day(days: int | None) -> dt.date | None:
    if days is None:
        return None
    return working_days_ago(days) if days > 0 else clock.today() - dt.timedelta(days=days)

"""Trials of the ideas in chamber Test, with what their gates say of them, and hours and costs beside."""

import datetime as dt
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING, Any

from sluss import clock
from tenants.ideas.models import CriterionAnswer, Idea, Status
from tenants.people.models import Member
from tenants.trials import transitions
from tenants.trials.clear import answer_clearance
from tenants.trials.models import Trial
from tenants.trials.move import Result, move, write_result
from tenants.trials.note import Spent, note_effort
from tenants.trials.plan import plan_trial
from tenants.trials.receive import answer_reception

if TYPE_CHECKING:
    from tenants.demo.replay import Replay

ORDER = 60
RICH = ("skovde", "hjo", "uddevalla")
TEXTS = ("effect_chain", "rough_benefit", "equality", "hypothesis", "measure", "baseline", "stop_rule")
DAY = dt.timedelta(days=1)
ALTERNATIVES = "Pröva idén i liten skala\nGöra mer av det som redan finns\nInte göra något"
GRANTED = (
    "Inga nya personuppgifter. Dataskyddsombudet har sett det.",
    "Gått igenom med arbetsgruppen. Inga risker som kräver åtgärd.",
    "Frivilligt att vara med, och lätt att säga nej.",
)
MOST_DAYS = 20
RESULT = Result(
    measured="Vi mätte varje vecka, som före testet. Förbättringen kom efter tredje veckan och höll i sig.",
    measured_number=None,
    stop_rule_met=False,
    conclusion="Det fungerar, men bara när någon på plats äger det. Där ingen gjorde det hände nästan ingenting.",
    recommendation="go_on",
)
NOTES = ("Möte med arbetsgruppen", "Mätning på plats", "Samtal med dem som berörs", "")


def tell(replay: "Replay", *, few: bool) -> None:
    if few or replay.municipality.slug not in RICH:
        return
    ideas = Idea.objects.filter(pk__in=replay.ideas.values(), status=Status.ACTIVE, coach__isnull=False)
    for number, idea in enumerate(ideas.filter(stage__position=3).select_related("stage", "coach").order_by("pk")):
        _try_out(replay, idea, number)
    for idea in ideas.filter(stage__position=2).select_related("coach").order_by("pk")[:2]:
        _note_hours(replay, idea, trial=None, days=12)


def _try_out(replay: "Replay", idea: Idea, number: int) -> None:
    """The first trial has ended with a result, the second has just been cleared, the others are running."""
    manager, leader = replay.members["chef"], idea.coach
    assert leader is not None
    since = max((clock.now() - idea.entered_stage_at).days, 0)
    days = min(since, MOST_DAYS)
    with clock.held_at(clock.now() - days * DAY):
        trial = _planned(idea, leader)
        for row, words in zip(trial.clearances.all(), GRANTED, strict=True):
            answer_clearance(row, answer="granted", conditions=words, expires_on=None, actor=leader)
        move(trial, by=transitions.CLEAR, actor=manager)
        if number == 1 or days == 0:
            return
        _receive(idea, trial)
        move(trial, by=transitions.START, actor=leader)
    _note_hours(replay, idea, trial=trial, days=days)
    if number == 0:
        move(trial, by=transitions.COMPLETE, actor=leader)
        write_result(trial, result=RESULT, actor=leader)


def _planned(idea: Idea, leader: Member) -> Trial:
    answers = CriterionAnswer.objects.filter(idea=idea).select_related("criterion", "member")
    known = {answer.criterion.code: answer for answer in answers}
    content: dict[str, Any] = {code: known[code].evidence for code in TEXTS if code in known}
    owner = known["receiving_owner"].member if "receiving_owner" in known else None
    weeks, money = (known[code].number if code in known else None for code in ("weeks", "money"))
    content |= {"name": idea.title[:120], "leader": leader, "receiving_owner": owner}
    content |= {"alternatives": ALTERNATIVES, "weeks": weeks or 12, "money": money or 0, "staff": 8}
    return plan_trial(idea, content=content, places=[idea.unit] if idea.unit else [], actor=leader)


def _receive(idea: Idea, trial: Trial) -> None:
    if trial.receiving_owner:
        words = "Vi har plats för det efter sommaren. Jag vill vara med när resultatet gås igenom."
        answer_reception(idea, answer="confirmed", reason=words, actor=trial.receiving_owner)


def _note_hours(replay: "Replay", idea: Idea, *, trial: Trial | None, days: int) -> None:
    rng = Random(f"{replay.municipality.slug} {idea.pk} hours")  # noqa: S311 (repeatable, no secret)
    assert idea.coach is not None
    for ago in (days, days // 2):
        moment = clock.now() - ago * DAY
        with clock.held_at(moment):
            hours = Decimal(rng.choice(("1", "1.5", "2", "3")))
            kind = "trial" if trial else "work"
            facts: dict[str, Any] = {"kind": kind, "day": clock.today(), "member": idea.coach, "trial": trial}
            note_effort(idea, spent=Spent(hours=hours, note=rng.choice(NOTES), **facts), actor=idea.coach)

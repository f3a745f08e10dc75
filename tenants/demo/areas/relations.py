"""Ideas that belong together: two side by side under a heading, and a paper letter that went on in another idea."""

import datetime as dt
import uuid
from random import Random
from typing import TYPE_CHECKING

from sluss import clock
from sluss.similar.tables.index import rebuild
from tenants.contact_centre.models import AnswerBy, Channel
from tenants.contact_centre.take_down import take_down
from tenants.demo.dates import instant
from tenants.ideas.answer import Answer
from tenants.ideas.models import OPEN, Idea
from tenants.ideas.register import NewBearer, Texts
from tenants.ideas.transitions import InboxOutcome
from tenants.ideas.triage import triage
from tenants.relations.bundle import create_bundle
from tenants.relations.merge import merge_into
from tenants.similar.kinds import all_kinds

if TYPE_CHECKING:
    from tenants.demo.replay import Replay

ORDER = 90
SHOWN_IN = ("skovde", "hjo", "uddevalla")
BUNDLES = (
    (
        "Rätt svar på första samtalet",
        "ring-upp",
        "vem-ringer-jag",
        "Båda handlar om att slippa leta efter rätt.",
    ),
    ("Lättare att åka kollektivt", "skolskjuts-tomma-platser", "bildschema-buss", "De delar hållplatser och förare."),
)
BENCHES = "vilobankar"
WHY_MERGED = "En annan idé om bänkar prövas redan, på just den vägen. Vi slår ihop dem så att din backe kommer med."
PAPER = Texts(
    title="Sittplatser på vägen till vårdcentralen",
    text="Jag är 84 år och går till vårdcentralen varje vecka. Det finns ingen bänk i backen och jag måste stanna och "
    "hålla i staketet. Sätt en bänk halvvägs så orkar fler gå själva.",
    for_whom="Vi som är gamla och inte vill ta färdtjänst",
    why_now="",
)


def tell(replay: "Replay", *, few: bool) -> None:
    """What came and changed is weighed at once, so that the first search finds it without a minute's wait."""
    if replay.municipality.slug in SHOWN_IN:
        rng = Random(f"{replay.municipality.slug} relations")  # noqa: S311 (repeatable, no secret)
        for told in BUNDLES:
            _bundle(replay, rng, told)
        _merge(replay, rng)
        for kind in all_kinds():
            rebuild(kind)


def _bundle(replay: "Replay", rng: Random, told: tuple[str, str, str, str]) -> None:
    heading, lead, other, message = told
    first, second = _open(replay, lead), _open(replay, other)
    if first and second:
        with clock.held_at(instant(3, rng)):
            create_bundle(first, second, heading=heading, message=message, actor=replay.members["coach"])


def _merge(replay: "Replay", rng: Random) -> None:
    target, coach = _open(replay, BENCHES), replay.members["coach"]
    if target is None:
        return
    with clock.held_at(instant(9, rng)):
        idea = _paper(replay)
    taken_in = Answer(outcome=InboxOutcome.TAKE_IN_IDEA, message="Tack för ditt brev. Vi läser det tillsammans.")
    with clock.held_at(instant(7, rng)):
        triage(idea, answer=taken_in, actor=coach)
    with clock.held_at(instant(4, rng)):
        merge_into(idea, target, message=WHY_MERGED, actor=coach)


def _paper(replay: "Replay") -> Idea:
    return take_down(
        texts=PAPER,
        bearer=NewBearer(name="Birgit Sandahl", phone="0500-49 01 84"),
        submission_key=uuid.uuid5(replay.municipality.key, "paper"),
        municipality=replay.municipality,
        actor=replay.members["kundcenter"],
        channel=Channel.PAPER,
        answer_by=AnswerBy.PHONE,
        received_at=clock.now() - dt.timedelta(days=3),
    ).idea


def _open(replay: "Replay", story: str) -> Idea | None:
    return Idea.objects.filter(pk=replay.ideas.get(story, 0), status__in=OPEN).first()

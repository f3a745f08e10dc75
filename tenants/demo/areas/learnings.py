"""Learnings in the demo, beside those that come from ideas that were concluded: written on the way, marked as used."""

from random import Random
from typing import Any, NamedTuple

from sluss import clock
from tenants.demo.dates import instant
from tenants.demo.replay import Replay
from tenants.ideas.models import Idea, Status
from tenants.learnings.mark import mark_used, thank
from tenants.learnings.models import Learning, Occasion, Visibility
from tenants.learnings.rules import TAKEN_IN
from tenants.learnings.sign import sign_draft
from tenants.learnings.write import Words, occasion_now, start_draft

ORDER = 80
WRITTEN, SIGNED, MARKED = 5, 4, 2  # working days ago
# Where a learning is shown to everyone: in one municipality each, so that a search of the region finds it once.
OPEN_IN = {"sms-fore-besok": "skovde", "vilobankar": "hjo"}


class Told(NamedTuple):
    """A learning of a story's idea, and whether a leader has signed it."""

    story: str
    words: dict[str, Any]
    signed: bool = True


LEARNINGS = (
    Told(
        "sms-fore-besok",
        {
            "occasion": Occasion.IMPLEMENTED,
            "assumption": "De äldsta inte skulle vilja ha sms.",
            "learned": "Det var de anhöriga som ville slippa sms, inte de äldre. Fråga den det gäller, inte den som "
            "brukar svara. Ett klockslag gör folk arga när vi är sena. Ett spann på en timme gör det inte.",
            "evidence": "Samtal med 14 som har hemtjänst, före och efter. En av dem avböjde.",
            "helps": "Alla som tänker påminna någon om en tid: tandvård, färdtjänst, skolskjuts.",
            "tags": ["sms", "hemtjänst", "påminnelser"],
        },
    ),
    Told(
        "vilobankar",
        {
            "occasion": Occasion.STUDY_VISIT,
            "assumption": "Avståndet mellan bänkarna avgör om man vågar gå.",
            "learned": "Armstöden avgjorde. Den som inte kommer upp sätter sig inte, hur tätt bänkarna än står.",
            "evidence": "Gåtur med elva personer i en grannkommun.",
            "helps": "Gata och park, och den som köper möbler till väntrum.",
            "tags": ["utemiljö", "äldre"],
        },
    ),
    Told(
        "skolmat-svinn",
        {
            "occasion": Occasion.TRIAL_ENDED,
            "assumption": "Eleverna slänger för att maten inte är god.",
            "learned": "De slänger för att de har bråttom. När lunchen blev sju minuter längre minskade svinnet mer än "
            "någon skylt hade gjort.",
            "evidence": "Vägt varje dag i sex veckor i två matsalar, den ena med längre lunch.",
            "tags": ["skola", "mat"],
        },
        signed=False,
    ),
)


def tell(replay: Replay, *, few: bool) -> None:
    rng = Random(f"{replay.municipality.slug} learnings")  # noqa: S311 (repeatable, no secret)
    ideas = {key: idea for key, idea in _ideas(replay).items() if idea.status in TAKEN_IN}
    for told in LEARNINGS[: 1 if few else None]:
        if told.story in ideas:
            _write(told, ideas[told.story], replay, rng)
    with clock.held_at(instant(MARKED, rng)):
        _mark(replay, list(ideas.values()), rng)


def _write(told: Told, idea: Idea, replay: Replay, rng: Random) -> None:
    leader = replay.members["innovation"]
    is_open = OPEN_IN.get(told.story) == replay.municipality.slug
    seen_by = Visibility.PUBLIC if is_open else Visibility.MUNICIPALITY
    # The same story has come to different ends in different municipalities.
    told_of_end = told.words["occasion"] == Occasion.IMPLEMENTED
    words = told.words | ({"occasion": occasion_now(idea)} if told_of_end else {})
    with clock.held_at(instant(WRITTEN, rng)):
        draft = start_draft(idea, words=Words(**words, visibility=seen_by), actor=leader)
    if told.signed:
        with clock.held_at(instant(SIGNED, rng)):
            sign_draft(draft, revision=1, actor=leader)


def _mark(replay: Replay, ideas: list[Idea], rng: Random) -> None:
    """Some have thanked for what was learned, and one idea on its way has used it."""
    going_on = [idea for idea in ideas if idea.status == Status.ACTIVE]
    thankful = [replay.members[login] for login in ("medarbetare", "larare", "driftledare", "kock")]
    for learning in Learning.objects.order_by("pk")[:4]:
        for member in rng.sample(thankful, rng.randint(1, 3)):
            thank(learning, actor=member)
        others = [idea for idea in going_on if idea.pk != learning.idea_id]
        if others and rng.random() < 2 / 3:
            mark_used(learning, idea=rng.choice(others), actor=replay.members["innovation"])


def _ideas(replay: Replay) -> dict[str, Idea]:
    found = Idea.objects.in_bulk(replay.ideas.values())
    return {key: found[pk] for key, pk in replay.ideas.items() if pk in found}

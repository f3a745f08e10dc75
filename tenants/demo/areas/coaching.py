"""What the coaches are good at, a few conversations, cards that were used, and a guest who has been invited."""

import datetime as dt
from random import Random
from typing import TYPE_CHECKING

from sluss import clock
from tenants.coaching.cards import use_card
from tenants.coaching.guests import invite_guest_coach
from tenants.coaching.models import MethodCard, Skill
from tenants.coaching.profile import save_profile
from tenants.coaching.sessions import Talk, hold_session
from tenants.demo.cast import SHOWN_IN
from tenants.ideas.models import Idea, Status
from tenants.people.models import Role

if TYPE_CHECKING:
    from tenants.demo.replay import Replay

ORDER = 50
RICH = ("skovde", "hjo", "uddevalla")
MOST_SESSIONS = 6
MOST_DAYS = 8
DAY = dt.timedelta(days=1)
TALKS = (
    (
        "Vi gick igenom vem som har behovet. Tre namn på enheter att ringa. Oron är tiden: chefen har inte sagt ja än.",
        "Ring de tre enheterna och ställ samma fråga till alla.",
    ),
    (
        "Effektkedjan blev tydligare när vi började från höger. Den svagaste länken är att folk faktiskt ändrar vana.",
        "Skriv hypotesen på en rad och läs upp den för någon som inte håller med.",
    ),
    (
        "Bra samtal om vad som händer om vi låter bli. Det visade sig att det nya är lättare att förklara så.",
        "Boka en halvtimme med den som ska ta emot resultatet.",
    ),
)
CARDS = ("behovsintervju", "effektkedja", "tre-vagar", "hypotes")


def tell(replay: "Replay", *, few: bool) -> None:
    if few or replay.municipality.slug not in RICH:
        return
    _profiles(replay)
    coached = Idea.objects.filter(pk__in=replay.ideas.values(), status=Status.ACTIVE, coach__isnull=False)
    ideas = list(coached.select_related("coach").order_by("-entered_stage_at", "pk")[:MOST_SESSIONS])
    cards = {card.code: card for card in MethodCard.objects.filter(code__in=CARDS)}
    for number, idea in enumerate(ideas):
        _talk_about(idea, number, cards)
    if replay.municipality.slug == SHOWN_IN and ideas:
        _invite(replay, ideas[0])


def _profiles(replay: "Replay") -> None:
    skills = list(Skill.objects.all())
    coaches = [member for member in replay.members.values() if member.has_role(Role.COACH)]
    for coach in coaches:
        rng = Random(f"{replay.municipality.slug} {coach.email}")  # noqa: S311 (repeatable, no secret)
        save_profile(actor=coach, skills=rng.sample(skills, 3), capacity=rng.choice((4, 6, 10)), away_until=None)


def _talk_about(idea: Idea, number: int, cards: dict[str, MethodCard]) -> None:
    """The conversation was held a while ago, after the idea came to where it is; the step is agreed for soon."""
    assert idea.coach is not None
    words, step = TALKS[number % len(TALKS)]
    ago = min((clock.now() - idea.entered_stage_at).days, MOST_DAYS)
    next_step_on = clock.today() + (number - 1) * DAY
    with clock.held_at(clock.now() - ago * DAY):
        forms, minutes = ("meeting", "video", "visit"), (30, 45, 60)
        talk = Talk(
            held_on=clock.today(),
            form=forms[number % 3],
            minutes=minutes[number % 3],
            present=2 + number % 2,
            text=words,
            next_step=step,
            next_step_on=max(next_step_on, clock.today()),
        )
        hold_session(idea, talk=talk, actor=idea.coach)
        use_card(idea, card=cards[CARDS[number % len(CARDS)]], actor=idea.coach)


def _invite(replay: "Replay", idea: Idea) -> None:
    invite_guest_coach(
        idea,
        email="gast@tidaholm.demo.example",
        name="Greta Vik (demo)",
        until=None,
        language="sv",
        actor=replay.members["innovation"],
    )

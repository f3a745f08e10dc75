"""What the demo shows to everyone, who stands behind it, what is said about it and who follows it."""

import datetime as dt
from random import Random

from sluss import clock
from tenants.demo.cast import residents
from tenants.demo.dates import instant
from tenants.demo.replay import Replay
from tenants.following.follow import follow
from tenants.following.talk import say
from tenants.ideas.models import Idea, Secrecy, Status
from tenants.public_site import comments
from tenants.public_site.models import Support
from tenants.public_site.open_idea import open_idea
from tenants.public_site.rules import why_not_open

ORDER = 60
SHOWN = (Status.ACTIVE, Status.ON_HOLD, Status.IMPLEMENTED, Status.CONCLUDED)
ALIVE = ("skovde", "hjo", "uddevalla")
MOST, FEW = 8, 2
READ_FIRST = dt.timedelta(days=9)  # nobody opens an idea before somebody here has taken it in
SAID = (
    "Det här har jag saknat länge. Kan ni börja med en plats och se hur det går?",
    "Bra tanke, men tänk på dem som inte har mobil.",
    "Vi har provat något liknande i vår förening och berättar gärna hur det gick.",
    "Ring gärna mig om ni vill prova. Jag är hemma på dagarna.",
    "Det låter bra, men vem gör det på helgen?",
    "Min mamma hade velat ha det här i fjol. Ni får gärna fråga henne.",
    "Varför inte? Det kan väl inte vara så svårt att prova i en vecka.",
    "Tänk på oss som bor en bit utanför tätorten.",
)
ASKED = "Vet vi hur många det gäller? Jag kan räkna under en vecka om det hjälper."


def tell(replay: Replay, *, few: bool) -> None:
    """A handful of ideas are shown to everyone; in three municipalities people take part too."""
    slug = replay.municipality.slug
    rng = Random(f"{slug} open")  # noqa: S311 (repeatable, no secret)
    ideas = [idea for idea in _candidates() if why_not_open(idea) is None]
    manager = replay.members["innovation"]
    for number, idea in enumerate(ideas[: FEW if few or slug not in ALIVE else MOST]):
        opened = min(max(instant(30 - number, rng), idea.received_at + READ_FIRST), clock.now())
        with clock.held_at(opened):
            open_idea(idea, revision=idea.revision, actor=manager)
        if slug in ALIVE:
            _take_part(replay, idea, rng, number, since=opened)


def _candidates() -> list[Idea]:
    return list(Idea.objects.filter(status__in=SHOWN, secrecy=Secrecy.NONE).order_by("-furthest_phase", "pk"))


def _take_part(replay: Replay, idea: Idea, rng: Random, number: int, *, since: dt.datetime) -> None:
    names = residents(replay.municipality.slug, 12)
    with clock.held_at(max(instant(12, rng), since)):
        now = clock.now()
        Support.objects.bulk_create(
            Support(idea=idea, person=f"demo {one}", asked_at=now, confirmed_at=now)
            for one in range(rng.randint(2, 38))
        )
        said = [SAID[(2 * number + one) % len(SAID)] for one in range(number % 3 + 1)]
        for text, name in zip(said, names[number:], strict=False):
            comment = comments.write_comment(idea, name=name, text=text)
            if number % 3 != 1:
                comments.show(comment, actor=replay.members["kundcenter"])
        follow(idea, member=replay.members["handlaggare"])
        if number == 0:
            say(idea, text=ASKED, member=replay.members["handlaggare"])

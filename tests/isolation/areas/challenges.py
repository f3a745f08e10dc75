"""Challenges: one that all members may read, a draft of the inner work, and a public one that shows nobody's name."""

from typing import Any

from sluss.tenancy import in_municipality
from tenants.challenges.answer import tie
from tenants.challenges.invite import start_inviting
from tenants.challenges.models import Status
from tenants.ideas.models import Idea
from tenants.organisation.models import Unit
from tenants.people.models import Member, Role
from tests.factories.challenges import make_challenge
from tests.isolation.canaries import CANARY, INNER_CANARY
from tests.isolation.rows import For, Row, member

ROUTES: dict[str, Row] = {
    "utmaning/<int:pk>/": Row(For.ANYONE, ("public_challenge",)),
    "utmaningar/": member(),
    "utmaningar/export.csv": member(page=False),
    "utmaningar/ny/": member(),
    "utmaningar/<int:pk>/": member("challenge"),
    "utmaningar/<int:pk>/andra/": member("draft_challenge"),
    "utmaningar/<int:pk>/steg/<slug:step>/": member("draft_challenge", "challenge_step"),
    "utmaningar/<int:pk>/stall-in/": member("draft_challenge"),
    "utmaningar/<int:pk>/bjud-in/": member("challenge"),
    "utmaningar/<int:pk>/inbjudna.csv": member("challenge", page=False),
    "utmaningar/utskick/<uuid:key>/": member("mailing"),
    "utmaningar/utskick/<uuid:key>/lage/": member("mailing", page=False),
    "utmaningar/<int:pk>/svar/": member("challenge"),
    "utmaningar/<int:pk>/svar/export.csv": member("challenge", page=False),
    "utmaningar/<int:pk>/svar/jamfor/": member("challenge"),
    "utmaningar/<int:pk>/svar/lagg-till/": member("challenge", page=False),
    "utmaningar/<int:pk>/svar/<int:idea>/ta-bort/": member("challenge", "idea"),
    "utmaningar/<int:pk>/rapport/": member("closed_challenge"),
    "utmaningar/<int:pk>/rapport/skriv/": member("closed_challenge"),
    "ideer/<int:idea>/utmaningar/": member("idea"),
}


def plant(world: Any) -> None:
    place = world.municipality
    owner: Member = world.members[Role.INNOVATION_MANAGER]
    inner = {"why_now": f"{INNER_CANARY} skäl", "criteria": [f"{INNER_CANARY} kriterium"]}
    draft = make_challenge(Status.DRAFT, municipality=place, owner=owner, title=f"{INNER_CANARY} utkast", **inner)
    known = make_challenge(municipality=place, owner=owner, title=f"{CANARY} utmaning", why_now=f"{CANARY} skäl")
    closed = make_challenge(Status.CLOSED, municipality=place, owner=owner, title=f"{CANARY} stängd")
    public = make_challenge(municipality=place, owner=owner, title="Hur kan vi få fler att cykla?", visibility="public")
    with in_municipality(place):
        for key in ("idea", "waiting", "secret"):
            idea = Idea.objects.get(pk=world.objects[key])
            for challenge in (known, closed, public):
                tie(idea, challenge=challenge, actor=owner)
        unit = Unit.objects.get(pk=world.objects["unit"])
        Member.objects.filter(pk=world.members[Role.AGENT].pk).update(unit=unit)
        mailing = start_inviting(known, units=[unit], message=f"{INNER_CANARY} hälsning", actor=owner)
        Member.objects.filter(pk=world.members[Role.AGENT].pk).update(unit=None)
        closed.report.came_in = f"{INNER_CANARY} rapport"
        closed.report.save(update_fields=["came_in"])
    world.objects |= {
        "draft_challenge": draft.pk,
        "challenge": known.pk,
        "closed_challenge": closed.pk,
        "public_challenge": public.pk,
        "challenge_step": "announced",
        "mailing": mailing.key,
    }

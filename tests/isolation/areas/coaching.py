"""Coaching: notes are for the coach who held the session and the bearers, and for nobody else whatever their role."""

from typing import Any

from sluss import clock
from sluss.tenancy import in_municipality
from tenants.coaching.cards import use_card
from tenants.coaching.models import CoachProfile, MethodCard, Skill
from tenants.coaching.sessions import Talk, hold_session
from tenants.ideas.models import Idea
from tenants.people.models import Role
from tests.factories.people import make_member
from tests.isolation.canaries import CANARY, INNER_CANARY
from tests.isolation.rows import Row, member

ROUTES: dict[str, Row] = {
    "coachning/": member(),
    "coachning/min-ko.csv": member(page=False),
    "coachning/profil/": member(),
    "coachning/coacher/": member(),
    "coachning/coacher.csv": member(page=False),
    "coachning/kompetenser/export.csv": member(page=False),
    "coachning/kompetenser/": member(),
    "coachning/kompetenser/ny/": member(),
    "coachning/kompetenser/<int:pk>/": member("skill"),
    # Open to the coach alone: walked in tests/browser/test_coaching_and_trials.py.
    "coachning/samtal/<uuid:key>/": member("session", page=False),
    "coachning/samtal/<uuid:key>/klart/": member("session", page=False),
    "metodkort/": member(),
    "metodkort/export.csv": member(page=False),
    "metodkort/nytt/": member(),
    "metodkort/<slug:code>/": member("card"),
    "metodkort/<slug:code>/andra/": member("card"),
    "ideer/<int:pk>/coachning/": member("idea"),
    "ideer/<int:pk>/coachning/valj/": member("idea"),
    "ideer/<int:pk>/coachning/samtal/": member("idea", page=False),
    "ideer/<int:pk>/coachning/kort/<slug:code>/": member("idea", "card"),
    "ideer/<int:pk>/coachning/gast/": member("idea"),
    "ideer/<int:pk>/coachning/gast/<uuid:key>/avsluta/": member("idea", "guest", page=False),
}


def plant(world: Any) -> None:
    coach, place = world.members[Role.COACH], world.municipality
    world.objects["guest"] = make_member(municipality=place, name=f"{CANARY} gäst", guest_of=world.objects["idea"]).key
    with in_municipality(place):
        skill = Skill.objects.create(name_sv=f"{CANARY} kompetens", words="idé")
        CoachProfile.objects.create(member=coach).skills.add(skill)
        card = MethodCard.objects.create(
            code="kanarie", phase="develop", title_sv=f"{CANARY} kort", text_sv=f"{CANARY} gör så här"
        )
        idea = Idea.objects.get(pk=world.objects["idea"])
        talk = Talk(
            held_on=clock.today(),
            form="meeting",
            minutes=30,
            present=2,
            text=f"{INNER_CANARY} sagt i förtroende",
            next_step=f"{INNER_CANARY} nästa steg",
            next_step_on=clock.today(),
        )
        session = hold_session(idea, talk=talk, actor=coach)
        use_card(idea, card=card, actor=coach)
    world.objects |= {"skill": skill.pk, "card": card.code, "session": session.key}

"""Role x action, as a table."""

import datetime as dt
from collections.abc import Callable

import pytest

from sluss import clock
from sluss.tenancy import in_municipality
from sluss.workflow.transitions import Text
from tenants.decisions import rules
from tenants.decisions.models import Recusal
from tenants.ideas.models import Idea, IdeaBearer, Status
from tenants.people.models import Member, Role
from tenants.pipeline.models import Gate
from tests.decisions.conftest import Matter
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def person(kind: str, matter: Matter) -> Member:
    """Someone of the kind, made for the matter."""
    place = matter.municipality
    named = {"coach of the idea": matter.coach, "bearer": matter.bearer}
    if kind in named:
        return named[kind]
    if kind in Role.values:
        return make_member(Role(kind), municipality=place)
    if kind.startswith("stand-in"):
        return _stand_in(matter, away_until=clock.today() if kind.endswith("today") else clock.today() - DAY)
    member = make_member(Role.MANAGER, municipality=place, active=kind != "former manager")
    with in_municipality(place):
        if kind == "bearing manager":
            IdeaBearer.objects.create(idea=matter.idea, member=member)
        elif kind == "recused manager":
            Recusal.objects.create(
                idea=matter.idea, member=member, raised_by=matter.coach, reason="Granne", at=clock.now()
            )
        elif kind == "coaching manager":
            matter.idea.coach = member
            matter.idea.save(update_fields=["coach"])
    return member


def _stand_in(matter: Matter, *, away_until: object) -> Member:
    stand_in = make_member(municipality=matter.municipality)
    make_member(Role.MANAGER, municipality=matter.municipality, stand_in=stand_in, away_until=away_until)
    return stand_in


# h: holds a proposal, a: answers conditions, r: registers at a manager's gate, i: registers at an innovation
# manager's gate, s: sees a held proposal (at a manager's gate), o: notes another's conflict of interest
MAY = {
    "coach of the idea": "haso",
    "coaching manager": "haso",
    "manager": "hrso",
    "innovation_manager": "haiso",
    "coach": "o",
    "registrar": "o",
    "employee": "",
    "agent": "",
    "administrator": "",
    "bearer": "",
    "bearing manager": "o",
    "recused manager": "o",
    "former manager": "",
    "stand-in for today": "hrs",
    "stand-in for yesterday": "",
}


@pytest.mark.parametrize("kind", MAY)
def test_who_may_do_what_at_a_gate(kind: str, matter: Matter) -> None:
    member = person(kind, matter)
    other = make_member(municipality=matter.municipality)
    with in_municipality(matter.municipality):
        idea = Idea.objects.select_related("stage__gate").get(pk=matter.idea.pk)
        actions: dict[str, Callable[[], Text | None]] = {
            "h": lambda: rules.why_not_hold(member, idea),
            "a": lambda: rules.why_not_answer(member, idea),
            "r": lambda: rules.why_not_register(member, idea),
            "i": lambda: rules.why_not_decide(member, idea, _gate_of_innovation_manager()),
            "s": lambda: None if rules.sees_proposal(member, idea) else "no",
            "o": lambda: rules.why_not_raise(member, idea, about=other),
        }
        assert "".join(name for name, why_not in actions.items() if why_not() is None) == MAY[kind]


def _gate_of_innovation_manager() -> Gate:
    return Gate.objects.get(source__model__in_use=True, source__position=4)


@pytest.mark.parametrize("status", [status for status in Status if status not in (Status.ACTIVE, Status.ON_HOLD)])
def test_nothing_is_decided_outside_the_chambers(status: Status, matter: Matter) -> None:
    with in_municipality(matter.municipality):
        Idea.objects.filter(pk=matter.idea.pk).update(status=status)
        idea = Idea.objects.get(pk=matter.idea.pk)
        for rule in (rules.why_not_hold, rules.why_not_answer, rules.why_not_register):
            assert rule(matter.manager, idea) == rules.NOT_AWAITED


def test_everyone_declares_their_own_conflict(matter: Matter) -> None:
    member = make_member(municipality=matter.municipality)
    with in_municipality(matter.municipality):
        assert rules.why_not_raise(member, matter.idea, about=member) is None
        assert rules.why_not_raise(member, matter.idea, about=matter.manager) is not None

"""Role x action, as a table."""

import datetime as dt
from collections.abc import Callable

import pytest

from sluss import clock
from sluss.tenancy import in_municipality
from sluss.workflow.transitions import Text
from tenants.decisions import rules
from tenants.decisions.models import GateDecider, Recusal, RecusalTrial
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
    if "stand-in" in kind:
        away_until = clock.today() - DAY if kind.endswith("yesterday") else clock.today()
        return _entangled(_stand_in(matter, away_until=away_until), kind, matter)
    member = make_member(Role.MANAGER, municipality=place, active=kind != "former manager")
    return _entangled(member, kind, matter)


def _entangled(member: Member, kind: str, matter: Matter) -> Member:
    """The member with the part in the idea that the kind tells."""
    with in_municipality(matter.municipality):
        if kind.startswith("bearing"):
            IdeaBearer.objects.create(idea=matter.idea, member=member)
        elif kind.startswith(("recused", "cleared")):
            about = {"member": member, "raised_by": matter.coach, "reason": "Granne", "at": clock.now()}
            recusal = Recusal.objects.create(idea=matter.idea, **about)
            if kind.startswith("cleared"):
                by = matter.innovation_manager
                RecusalTrial.objects.create(recusal=recusal, upheld=False, tried_by=by, reason="Nej", at=clock.now())
        elif kind.startswith("coaching"):
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
    "recused stand-in": "",
    "bearing stand-in": "",
    "coaching stand-in": "has",
    "cleared manager": "hrso",
    "cleared stand-in": "hrs",
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


# Who registers where the gate names one member, or a committee (by role, by themselves as presenter or not).
@pytest.mark.parametrize(
    ("kind", "named", "committee", "presents"),
    [
        ("manager", False, False, True),
        ("innovation_manager", False, False, True),
        ("registrar", False, True, True),
        ("employee", False, False, False),
        ("administrator", False, False, False),
        ("coach", False, False, False),
        ("coach of the idea", False, False, False),
        ("coaching manager", False, False, False),
        ("bearing manager", False, False, False),
        ("recused manager", False, False, False),
        ("former manager", False, False, False),
        ("stand-in for today", False, False, False),
        ("the one named", True, False, False),
        ("stand-in of the one named", True, False, False),
        ("recused stand-in of the one named", False, False, False),
    ],
)
def test_who_decides_where_a_member_or_a_committee_is_named(
    kind: str, named: bool, committee: bool, presents: bool, matter: Matter
) -> None:
    place = matter.municipality
    stand_in = make_member(municipality=place)
    one = make_member(municipality=place, stand_in=stand_in, away_until=clock.today())
    member = {"the one named": one}.get(kind) or (
        _entangled(stand_in, kind, matter) if kind.endswith("of the one named") else person(kind, matter)
    )
    with in_municipality(place):
        decider = GateDecider.objects.create(gate=_gate(matter), member=one)
        assert (rules.why_not_decide(member, matter.idea, _gate(matter)) is None) is named
        decider.member, decider.committee = None, "Kommunstyrelsens arbetsutskott"
        decider.save(update_fields=["member", "committee"])
        assert _registers_for_committee(member, matter, presenter=matter.innovation_manager) is committee
        assert _registers_for_committee(member, matter, presenter=member) is presents


def _gate(matter: Matter) -> Gate:
    """Read anew: a gate remembers its decider."""
    return Gate.objects.get(source=matter.idea.stage)


def _registers_for_committee(member: Member, matter: Matter, *, presenter: Member) -> bool:
    gate = _gate(matter)
    reasons = (
        rules.why_not_decide(member, matter.idea, gate),
        rules.why_not_for_committee(member, gate, presenter=presenter),
    )
    return reasons == (None, None)


@pytest.mark.parametrize(
    ("kind", "tries"),
    [
        ("manager", True),
        ("innovation_manager", True),
        ("registrar", True),
        ("coach", False),
        ("employee", False),
        ("administrator", False),
        ("coaching manager", False),
        ("bearing manager", False),
        ("recused manager", False),
        ("former manager", False),
    ],
)
def test_who_tries_a_noted_conflict(kind: str, tries: bool, matter: Matter) -> None:
    member = person(kind, matter)
    with in_municipality(matter.municipality):
        raised = Recusal.objects.create(
            idea=matter.idea, member=matter.manager, raised_by=matter.coach, reason="Vän", at=clock.now()
        )
        assert (rules.why_not_try(member, matter.idea, raised) is None) is tries
        for involved in (matter.manager, matter.coach):
            assert rules.why_not_try(involved, matter.idea, raised) is not None


@pytest.mark.parametrize(
    ("kind", "boards", "delegations"),
    [
        ("administrator", True, True),
        ("innovation_manager", True, False),
        ("registrar", False, True),
        ("manager", False, False),
        ("coach", False, False),
        ("employee", False, False),
        ("agent", False, False),
    ],
)
def test_who_keeps_the_order_of_decisions(kind: str, boards: bool, delegations: bool, matter: Matter) -> None:
    member = person(kind, matter)
    assert (rules.why_not_keep_boards(member) is None) is boards
    assert (rules.why_not_keep_delegations(member) is None) is delegations

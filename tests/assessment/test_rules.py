"""Who may be asked, who reads what, and the transition table: role x state."""

from dataclasses import replace

import pytest

from sluss import clock
from sluss.tenancy import in_municipality
from sluss.workflow.transitions import Transition, refusal
from tenants.assessment import rules
from tenants.assessment.models import Assessment, Side, State
from tenants.assessment.rules import Stand
from tenants.assessment.stands import stand_of
from tenants.assessment.transitions import TABLE
from tenants.decisions.models import Recusal, RecusalTrial
from tenants.ideas.models import Idea, IdeaBearer, Secrecy, Status
from tenants.people.models import Member, Role
from tests.assessment.conftest import Round
from tests.factories.assessment import ask, assessed
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
BOTH, NONE = frozenset(Side), frozenset[Side]()


def member_of(kind: str, around: Round) -> Member:
    named = {"bearer": around.bearer, "the idea's coach": around.coach, "innovation_manager": around.leader}
    if kind in named:
        return named[kind]
    if kind in Role.values:
        return make_member(Role(kind), municipality=around.municipality)
    member = make_member(Role.MANAGER, municipality=around.municipality, active=kind != "former manager")
    if kind == "recused manager":
        with in_municipality(around.municipality):
            Recusal.objects.create(
                idea=around.idea, member=member, raised_by=around.coach, reason="Granne", at=clock.now()
            )
    return member


# May be asked: n before anything is in, s when something is in and others wait, c when all are in, m when marked secret
ASKED = {
    "bearer": "",
    "the idea's coach": "",
    "recused manager": "",
    "former manager": "",
    "employee": "nsc",
    "agent": "nscm",
    "coach": "nscm",
    "manager": "nsm",
    "innovation_manager": "nm",
    "registrar": "nscm",
    "administrator": "nsc",
}
STANDS = {
    "n": Stand(open=2),
    "s": Stand(submitted=4, open=1, enough=True),
    "c": Stand(submitted=4, enough=True),
    "m": Stand(),
}


@pytest.mark.parametrize("kind", ASKED)
def test_who_may_be_asked_by_role_and_state(kind: str, around: Round) -> None:
    member = member_of(kind, around)
    found = ""
    with in_municipality(around.municipality):
        barred = stand_of(around.idea).barred
        for letter, stand in STANDS.items():
            around.idea.secrecy = Secrecy.ASSESS if letter == "m" else Secrecy.NONE
            barring = replace(stand, barred=barred)
            found += letter if rules.why_not_asked(member, around.idea, barring) is None else ""
    assert found == ASKED[kind]


# Reads others' scores while some wait (w) and when all are in (a); 2 both sides, 1 the own side, 0 none
READS = {
    "bearer": "w0a0",
    "the idea's coach": "w2a2",
    "recused manager": "w0a0",
    "employee": "w0a0",
    "agent": "w0a0",
    "coach": "w0a0",
    "manager": "w0a2",
    "innovation_manager": "w2a2",
    "registrar": "w0a0",
    "administrator": "w0a0",
}


@pytest.mark.parametrize("kind", READS)
def test_who_reads_scores_by_role_and_state(kind: str, around: Round) -> None:
    member = member_of(kind, around)
    with in_municipality(around.municipality):
        barred = stand_of(around.idea).barred
    waiting = Stand(submitted=4, open=1, enough=True, barred=barred)
    complete = replace(waiting, open=0)
    sides = [len(rules.readable_sides(member, around.idea, stand, None)) for stand in (waiting, complete)]
    assert f"w{sides[0]}a{sides[1]}" == READS[kind]


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("state", list(State))
def test_assessor_reads_nothing_until_own_is_in_then_own_side(role: Role, state: State, around: Round) -> None:
    member = make_member(role, municipality=around.municipality)
    own = Assessment(idea=around.idea, assessor=member, side=Side.NEED, status=state)
    found = rules.readable_sides(member, around.idea, Stand(submitted=1, open=1), own)
    expected = {
        State.ASSIGNED: NONE,
        State.DECLARED: NONE,
        State.DRAFT: NONE,
        State.SUBMITTED: BOTH if role is Role.INNOVATION_MANAGER else frozenset({Side.NEED}),
    }
    assert found == expected.get(state, BOTH if role is Role.INNOVATION_MANAGER else NONE)


# By transition: the states it leads from (first letters: a, d(eclared), D(raft), s, b(stained), c, w) and who does it.
LETTERS = dict(zip(State, "adDsbcw", strict=True))
MAY = {
    "declared_free": ("a", {"assessor"}),
    "conflict_declared": ("adD", {"assessor"}),
    "draft_saved": ("dD", {"assessor"}),
    "submitted": ("dD", {"assessor"}),
    "abstained": ("adD", {"assessor"}),
    "withdrawn": ("adD", {"innovation_manager"}),
    "set_aside": ("s", {"innovation_manager"}),
    "reaffirmed": ("s", {"assessor"}),
    "changed": ("s", {"assessor"}),
}


@pytest.mark.parametrize("transition", TABLE, ids=lambda one: one.name)
def test_transition_table_by_role_and_state(transition: Transition, around: Round) -> None:
    states, actors = MAY[transition.name]
    assessor = make_member(Role.MANAGER, municipality=around.municipality)
    people = {role.value: make_member(role, municipality=around.municipality) for role in Role}
    people |= {"assessor": assessor, "bearer": around.bearer, "the idea's coach": around.coach}
    # Set aside is only what somebody handed in who turned out to be barred; such a one answers nothing any more.
    writer = around.bearer if transition.name == "set_aside" else assessor
    with in_municipality(around.municipality):
        for name, actor in people.items():
            found = ""
            for state in State:
                row = Assessment(idea=around.idea, assessor=writer, side=Side.NEED, status=state)
                found += LETTERS[state] if refusal(transition, subject=row, actor=actor) is None else ""
            assert found == (states if name in actors else ""), name


@pytest.mark.parametrize("become", ["bearer", "coach", "recused"])
def test_who_has_come_close_to_the_idea_scores_no_more(become: str, around: Round) -> None:
    assessment = ask(around.idea, around.manager, municipality=around.municipality, by=around.leader)
    with in_municipality(around.municipality):
        if become == "bearer":
            IdeaBearer.objects.create(idea=around.idea, member=around.manager)
        elif become == "coach":
            Idea.objects.filter(pk=around.idea.pk).update(coach=around.manager)
        else:
            Recusal.objects.create(
                idea=around.idea, member=around.manager, raised_by=around.coach, reason="Granne", at=clock.now()
            )
        row = Assessment.objects.get(pk=assessment.pk)
        allowed = {one.name for one in TABLE if one.who(around.manager, row) is None}
    assert allowed == {"conflict_declared", "abstained"}


@pytest.mark.parametrize("status", [one for one in Status if one not in ("active", "on_hold")])
def test_ideas_outside_the_chambers_are_not_assessed(status: Status, around: Round) -> None:
    around.idea.status = status
    assert rules.why_not_asked(around.manager, around.idea, Stand()) == rules.CLOSED


def test_everybody_asked_already_is_asked_no_more(around: Round) -> None:
    assessed(around.idea, around.manager, 3, municipality=around.municipality, by=around.leader)
    with in_municipality(around.municipality):
        stand = stand_of(around.idea)
        assert (stand.submitted, stand.open, stand.enough, stand.complete) == (1, 0, False, False)
        assert rules.why_not_asked(around.manager, around.idea, stand) is not None


@pytest.mark.parametrize("upheld", [None, True, False])
def test_conflict_bars_from_assessing_until_it_is_lifted(upheld: bool | None, around: Round) -> None:
    with in_municipality(around.municipality):
        facts = {"raised_by": around.coach, "reason": "Granne", "at": clock.now()}
        noted = Recusal.objects.create(idea=around.idea, member=around.manager, **facts)
        if upheld is not None:
            RecusalTrial.objects.create(
                recusal=noted, upheld=upheld, tried_by=around.leader, reason="Prövat", at=clock.now()
            )
        free = upheld is False
        stand = stand_of(around.idea)
        assert (around.manager.pk in stand.barred) is not free
        assert (rules.why_not_asked(around.manager, around.idea, stand) is None) is free

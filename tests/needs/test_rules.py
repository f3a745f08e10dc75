"""Who may do what with a need, in which state."""

from collections.abc import Callable
from typing import Any

import pytest

from sluss.registry.models import Municipality
from sluss.workflow.models import Event
from sluss.workflow.transitions import NotAllowed, NotPossible
from tenants.ideas.models import Source
from tenants.needs.edit import edit_need
from tenants.needs.end import close_need, meet_need, reopen_need
from tenants.needs.link import link_idea, unlink_idea
from tenants.needs.models import Need, NeedIdea, Reason, Status
from tenants.needs.take_in import create_need
from tenants.people.models import Member, Role
from tests.factories.ideas import make_idea
from tests.factories.needs import make_need
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
C, LEADS, A = Role.COACH, Role.INNOVATION_MANAGER, Role.AGENT
type Act = Callable[[Need, Member, Municipality], Any]


def edit(need: Need, actor: Member, place: Municipality) -> None:
    names = ("who", "situation", "frequency", "evidence", "source", "heard_on", "unit", "owner")
    fields = {"title": "Tydligare", **{name: getattr(need, name) for name in names}}
    edit_need(need, fields=fields, revision=need.revision, actor=actor)  # type: ignore[arg-type]


def link(need: Need, actor: Member, place: Municipality) -> None:
    link_idea(need=need, idea=make_idea(municipality=place, stage=1), actor=actor)


# What may be done: by which roles, in which states, and where it leads.
TABLE: dict[str, tuple[Act, set[Role], set[Status], Status]] = {
    "edit": (edit, {C, LEADS, A}, {Status.OPEN}, Status.OPEN),
    "link": (link, {C, LEADS, A}, {Status.OPEN}, Status.OPEN),
    "meet": (lambda n, a, p: meet_need(n, ending="Räcke finns.", actor=a), {C, LEADS}, {Status.OPEN}, Status.MET),
    "close": (
        lambda n, a, p: close_need(n, reason=Reason.SOLVED, ending="Finns i Hjo.", actor=a),
        {C, LEADS},
        {Status.OPEN},
        Status.CLOSED,
    ),
    "reopen": (lambda n, a, p: reopen_need(n, actor=a), {C, LEADS}, {Status.MET, Status.CLOSED}, Status.OPEN),
}


def in_state(place: Municipality, status: Status) -> Need:
    ended = {"reason": Reason.SOLVED if status == Status.CLOSED else "", "ending": "Så här blev det."}
    return make_need(municipality=place, status=status, **({} if status == Status.OPEN else ended))


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("action", list(TABLE))
def test_action_by_role_and_state(in_skovde: Municipality, action: str, status: Status, role: Role) -> None:
    act, roles, states, to = TABLE[action]
    need, actor = in_state(in_skovde, status), make_member(role, municipality=in_skovde)
    before = Event.objects.filter(subject="need").count()
    if role in roles and status in states:
        act(need, actor, in_skovde)
        assert Need.objects.get(pk=need.pk).status == to
        assert Event.objects.filter(subject="need").count() == before + 1
        return
    with pytest.raises((NotAllowed, NotPossible)):
        act(need, actor, in_skovde)
    found = Need.objects.get(pk=need.pk)
    assert (found.status, found.title, found.revision) == (status, need.title, 1)
    assert not NeedIdea.objects.exists()
    assert Event.objects.filter(subject="need").count() == before


@pytest.mark.parametrize("role", list(Role))
def test_need_is_written_down_by(in_skovde: Municipality, role: Role) -> None:
    actor = make_member(role, municipality=in_skovde)
    if role in (C, LEADS, A):
        need = create_need(texts={"title": "Något att luta sig mot"}, source=Source.SURVEY, actor=actor)
        assert (need.owner, need.status, need.source) == (actor, Status.OPEN, Source.SURVEY)
        return
    with pytest.raises(NotAllowed):
        create_need(texts={"title": "Något att luta sig mot"}, source=Source.SURVEY, actor=actor)
    assert not Need.objects.exists()


@pytest.mark.parametrize("action", ["edit", "meet", "close"])
def test_whoever_looks_after_a_need_edits_and_ends_it(in_skovde: Municipality, action: str) -> None:
    owner = make_member(Role.EMPLOYEE, municipality=in_skovde)
    need = make_need(municipality=in_skovde, owner=owner)
    act, _roles, _states, to = TABLE[action]
    act(need, owner, in_skovde)
    assert Need.objects.get(pk=need.pk).status == to


@pytest.mark.parametrize("ending", ["", "   \n"])
@pytest.mark.parametrize("how", ["meet", "close"])
def test_need_ends_with_a_word_on_it(in_skovde: Municipality, how: str, ending: str) -> None:
    need, coach = make_need(municipality=in_skovde), make_member(C, municipality=in_skovde)
    ends = {
        "meet": lambda: meet_need(need, ending=ending, actor=coach),
        "close": lambda: close_need(need, reason=Reason.SAME, ending=ending, actor=coach),
    }
    with pytest.raises(NotPossible):
        ends[how]()
    assert Need.objects.get(pk=need.pk).status == Status.OPEN


def test_link_is_reversible_and_told_on_both_timelines(in_skovde: Municipality) -> None:
    coach = make_member(C, municipality=in_skovde)
    need, idea = make_need(municipality=in_skovde), make_idea(municipality=in_skovde, stage=1)
    first = link_idea(need=need, idea=idea, actor=coach)
    assert link_idea(need=need, idea=idea, actor=coach) == first
    assert (first.linked_by, NeedIdea.objects.count()) == (coach, 1)
    assert unlink_idea(need=need, idea=idea, actor=coach)
    assert not unlink_idea(need=need, idea=idea, actor=coach)
    told = Event.objects.filter(kind__contains="link").order_by("id").values_list("subject", "kind")
    assert list(told) == [
        ("need", "idea_linked"),
        ("idea", "need_linked"),
        ("need", "idea_unlinked"),
        ("idea", "need_unlinked"),
    ]


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.MANAGER, Role.REGISTRAR, Role.ADMINISTRATOR])
def test_link_is_not_taken_away_by_others(in_skovde: Municipality, role: Role) -> None:
    need, idea = make_need(municipality=in_skovde), make_idea(municipality=in_skovde, stage=1)
    link_idea(need=need, idea=idea, actor=make_member(C, municipality=in_skovde))
    with pytest.raises(NotAllowed):
        unlink_idea(need=need, idea=idea, actor=make_member(role, municipality=in_skovde))
    assert NeedIdea.objects.count() == 1


def test_idea_has_many_needs_and_need_many_ideas(in_skovde: Municipality) -> None:
    coach = make_member(C, municipality=in_skovde)
    needs = [make_need(municipality=in_skovde) for _ in range(2)]
    ideas = [make_idea(municipality=in_skovde, stage=1) for _ in range(2)]
    for need in needs:
        for idea in ideas:
            link_idea(need=need, idea=idea, actor=coach)
    assert [need.links.count() for need in needs] == [2, 2]
    assert [idea.need_links.count() for idea in ideas] == [2, 2]

"""Goals: who changes them, the tree, the two states, and what may be linked by whom."""

import pytest

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from sluss.workflow.models import Event
from sluss.workflow.transitions import NotAllowed, NotPossible, refusal
from tenants.goals.forms import GoalForm
from tenants.goals.kinds import CHALLENGE
from tenants.goals.link import link, unlink
from tenants.goals.models import Goal, GoalChallenge, Status
from tenants.goals.rules import STEPS, may_edit, may_link
from tenants.goals.save_goal import Content, add_goal, edit_goal, state_of_goal, take_step
from tenants.goals.tree import Tree, in_order
from tenants.organisation.models import Authority
from tenants.people.models import Member, Role
from tests.factories.challenges import make_challenge
from tests.factories.goals import make_goal
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
EDITORS = {Role.INNOVATION_MANAGER, Role.ADMINISTRATOR}
LINKERS = {*EDITORS, Role.MANAGER, Role.COACH}
WAY = {"archived": Status.ACTIVE, "restored": Status.ARCHIVED}


@pytest.fixture
def manager(skovde: Municipality) -> Member:
    return make_member(Role.INNOVATION_MANAGER, municipality=skovde)


def content(**changes: object) -> Content:
    said = {"code": "KF 1", "title_sv": "Ett mål", "year_from": 2026, "year_to": 2027}
    return Content(**({"authority": Authority.objects.get(is_default=True)} | said | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize("role", list(Role))
def test_roles_that_edit_and_that_link(role: Role, skovde: Municipality) -> None:
    actor = make_member(role, municipality=skovde)
    assert (may_edit(actor), may_link(actor)) == (role in EDITORS, role in LINKERS)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("status", list(Status))
def test_step_is_taken_by_editors_from_where_it_may(role: Role, status: Status, skovde: Municipality) -> None:
    actor, goal = make_member(role, municipality=skovde), make_goal(municipality=skovde, status=status)
    with in_municipality(skovde):
        for name, step in STEPS.items():
            error = refusal(step, subject=goal, actor=actor)
            if role not in EDITORS:
                assert isinstance(error, NotAllowed), name
            elif WAY[name] == status:
                assert error is None, name
            else:
                assert isinstance(error, NotPossible), name


@pytest.mark.parametrize("role", sorted(set(Role) - EDITORS))
def test_others_change_nothing(role: Role, skovde: Municipality) -> None:
    actor, goal = make_member(role, municipality=skovde), make_goal(municipality=skovde)
    with in_municipality(skovde):
        for act in (
            lambda: add_goal(content(), actor=actor),
            lambda: edit_goal(goal, content=content(title_sv="Annat"), seen=state_of_goal(goal), actor=actor),
            lambda: take_step(goal, step="archived", actor=actor),
        ):
            with pytest.raises(NotAllowed):
                act()
        assert list(Goal.objects.values_list("title_sv", "status")) == [("Kortare väntan", "active")]
        assert not Event.objects.filter(subject="goal").exists()


@pytest.mark.parametrize(
    "changes",
    [{"year_from": 2028}, {"year_from": 20}, {"year_to": 12026}],
)
def test_period_that_contradicts_itself_is_refused(
    changes: dict[str, int], manager: Member, skovde: Municipality
) -> None:
    with in_municipality(skovde):
        with pytest.raises(NotPossible):
            add_goal(content(**changes), actor=manager)
        assert not Goal.objects.exists()


def test_same_number_in_the_same_period_is_refused_and_in_another_not(manager: Member, skovde: Municipality) -> None:
    with in_municipality(skovde):
        first = add_goal(content(), actor=manager)
        with pytest.raises(NotPossible):
            add_goal(content(code="kf 1"), actor=manager)
        add_goal(content(year_from=2027), actor=manager)
        edit_goal(first, content=content(title_sv="Samma nummer som förut"), seen=state_of_goal(first), actor=manager)
        assert Goal.objects.count() == 2


def test_goal_is_never_part_of_itself_or_of_what_lies_below(manager: Member, skovde: Municipality) -> None:
    with in_municipality(skovde):
        top = add_goal(content(), actor=manager)
        middle = add_goal(content(code="KF 1.1", parent=top), actor=manager)
        low = add_goal(content(code="KF 1.1.1", parent=middle), actor=manager)
        for parent in (top, middle, low):
            with pytest.raises(NotPossible):
                edit_goal(top, content=content(parent=parent), seen=state_of_goal(top), actor=manager)
        assert Goal.objects.get(pk=top.pk).parent is None
        assert sorted(Tree.load().below(middle.pk)) == [middle.pk, low.pk]
        assert Tree.load().above(low.pk) == [middle.pk, top.pk]


def test_tree_is_archived_from_below_and_restored_from_above(manager: Member, skovde: Municipality) -> None:
    top = make_goal(municipality=skovde)
    low = make_goal(municipality=skovde, parent=top)
    with in_municipality(skovde):
        with pytest.raises(NotPossible):
            take_step(top, step="archived", actor=manager)
        take_step(low, step="archived", actor=manager)
        take_step(top, step="archived", actor=manager)
        with pytest.raises(NotPossible):
            take_step(Goal.objects.get(pk=low.pk), step="restored", actor=manager)
        assert list(Goal.objects.values_list("status", flat=True)) == ["archived", "archived"]


def test_plan_is_read_with_10_after_2_and_each_under_its_parent() -> None:
    rows = [(1, None, "KF 10"), (2, None, "KF 2"), (3, 2, "VON 2.10"), (4, 2, "VON 2.9"), (5, 99, "BUN 1")]
    found = [(place.pk, place.depth) for place in in_order(rows)]
    assert found == [(5, 0), (2, 0), (4, 1), (3, 1), (1, 0)]


@pytest.mark.parametrize("role", list(Role))
def test_linked_by_those_who_may_and_twice_is_once(role: Role, manager: Member, skovde: Municipality) -> None:
    goal = make_goal(municipality=skovde)
    challenge = make_challenge(municipality=skovde, owner=manager)
    actor = make_member(role, municipality=skovde)
    with in_municipality(skovde):
        if role not in LINKERS:
            with pytest.raises(NotAllowed):
                link(goal, kind=CHALLENGE, other=challenge, actor=actor)
            assert not GoalChallenge.objects.exists()
            link(goal, kind=CHALLENGE, other=challenge, actor=manager)
            with pytest.raises(NotAllowed):
                unlink(goal, kind=CHALLENGE, other=challenge, actor=actor)
            assert GoalChallenge.objects.count() == 1
            return
        assert link(goal, kind=CHALLENGE, other=challenge, actor=actor)
        assert not link(goal, kind=CHALLENGE, other=challenge, actor=actor)
        assert GoalChallenge.objects.count() == 1
        unlink(goal, kind=CHALLENGE, other=challenge, actor=actor)
        unlink(goal, kind=CHALLENGE, other=challenge, actor=actor)
        assert not GoalChallenge.objects.exists()
        assert list(Event.objects.filter(subject="goal").values_list("kind", flat=True)) == ["linked", "unlinked"]


def test_nothing_is_linked_to_an_archived_goal(manager: Member, skovde: Municipality) -> None:
    goal = make_goal(municipality=skovde, status=Status.ARCHIVED)
    challenge = make_challenge(municipality=skovde, owner=manager)
    with in_municipality(skovde):
        with pytest.raises(NotPossible):
            link(goal, kind=CHALLENGE, other=challenge, actor=manager)
        assert not GoalChallenge.objects.exists()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"year_to": "2025"}, "year_to"),
        ({"year_from": "tjugo"}, "year_from"),
        ({"year_from": "99999999999999999999"}, "year_from"),
        ({"title_sv": "x" * 201}, "title_sv"),
        ({"title_sv": "\u202e\u200b"}, "title_sv"),
        ({"code": ""}, "code"),
        ({"parent": "999"}, "parent"),
        ({"parent": "1; DROP TABLE"}, "parent"),
        ({"unit": "-1"}, "unit"),
        ({"kind": "wish"}, "kind"),
    ],
)
def test_bad_input_is_told_at_its_field(typed: dict[str, str], field: str, skovde: Municipality) -> None:
    with in_municipality(skovde):
        good = {"code": "KF 1", "title_sv": "Ett mål", "kind": "goal", "year_from": "2026", "year_to": "2026"}
        authority = str(Authority.objects.get(is_default=True).pk)
        assert GoalForm(good | {"authority": authority}).is_valid()
        form = GoalForm(good | {"authority": authority} | typed)
        assert not form.is_valid()
        assert list(form.errors) == [field]

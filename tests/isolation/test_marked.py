"""Every route that names an idea, or something of one, by members of the same municipality who may not see it."""

import pytest

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.ideas.models import Idea, Secrecy
from tenants.people.models import Member, Role
from tests.factories.people import make_member
from tests.isolation.rows import COMMON, For, Row
from tests.isolation.snapshot import snapshot
from tests.isolation.test_url_matrix import address, ask, rows, text_of
from tests.isolation.world import World, plant

pytestmark = pytest.mark.django_db
MARK = "Märktkanariefågel"
# What is planted and is no idea's: everything else that a route names is an idea or belongs to one.
NO_IDEAS = COMMON | {
    *("member", "invitation", "authority", "unit", "rule", "mail", "fault", "integration", "api_key", "draft", "card"),
    *("checked_import", "ended_import", "bulk_draft", "bulk_done", "mailing", "influence_mailing", "saved_view"),
    *("challenge", "draft_challenge", "closed_challenge", "challenge_step", "goal", "goal_kind", "goal_step", "need"),
    *("gate", "idea_board", "delegation", "guidance_stage", "guidance_audience", "panel", "panel_step", "skill"),
    *("model_version", "draft_stage", "draft_criterion", "way_up", "notification", "publication"),
    *("held_session", "planned_session", "note", "finding", "learning_draft_to_go", "learning_draft_to_sign"),
    *("learning_draft", "learning"),
}
SEE_ALL = {Role.INNOVATION_MANAGER, Role.REGISTRAR}
# By mark, the roles that open no marked idea which lies before or after the chambers, or in them.
BLIND = {
    Secrecy.CLOSED: set(Role) - SEE_ALL,
    Secrecy.ASSESS: {Role.EMPLOYEE, Role.ADMINISTRATOR},
}


def about_ideas() -> list[tuple[str, Row]]:
    return [(route, row) for route, row in rows(For.MEMBER) if not NO_IDEAS.issuperset(row.fill)]


@pytest.fixture
def world(skovde: Municipality) -> World:
    return plant(skovde)


def mark_all(world: World, secrecy: Secrecy) -> None:
    with in_municipality(world.municipality):
        Idea.objects.update(secrecy=secrecy, title=MARK, text=MARK)


def refuse_all(world: World, member: Member) -> None:
    """Nothing that names an idea is opened or changed, and no page of any kind shows one's words."""
    client, before = world.client(member), snapshot(world.municipality)
    for route, row in about_ideas():
        for method in ("get", "post"):
            answer = ask(client, method, address(route, row, world))
            assert answer.status_code in (403, 404, 405), (method, route, answer.status_code)
            assert MARK not in text_of(answer), (method, route)
    assert snapshot(world.municipality) == before
    for route, row in rows(For.MEMBER, For.ANYONE):
        assert MARK not in text_of(client.get(address(route, row, world))), route


@pytest.mark.parametrize("secrecy", list(BLIND))
def test_marked_ideas_are_opened_by_no_role_that_may_not_see_them(world: World, secrecy: Secrecy) -> None:
    mark_all(world, secrecy)
    refuse_all(world, make_member(*BLIND[secrecy], municipality=world.municipality))


def test_guest_opens_the_idea_no_more_when_it_is_marked(world: World) -> None:
    mark_all(world, Secrecy.ASSESS)
    refuse_all(world, make_member(municipality=world.municipality, guest_of=world.objects["idea"]))


def test_those_who_may_see_marked_ideas_open_them(world: World) -> None:
    """The refusals prove nothing where nobody gets in."""
    mark_all(world, Secrecy.CLOSED)
    client = world.client(make_member(*Role, municipality=world.municipality))
    answers = [ask(client, "get", address(route, row, world)) for route, row in about_ideas()]
    shown = [MARK in text_of(answer) for answer in answers]
    found = [answer.status_code for answer in answers]
    assert len(found) > 80
    assert found.count(200) > 60
    assert shown.count(True) > 20

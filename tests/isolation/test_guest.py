"""Every route by a guest: the one idea they are invited to, and nothing else of the municipality."""

import pytest

from sluss.registry.models import Municipality
from tenants.people.models import Member
from tests.factories.ideas import make_idea
from tests.factories.people import make_member
from tests.isolation.canaries import CANARY, INNER_CANARY
from tests.isolation.rows import For
from tests.isolation.snapshot import snapshot
from tests.isolation.test_url_matrix import METHODS, address, ask, rows, text_of
from tests.isolation.world import World, plant

pytestmark = pytest.mark.django_db
# The pages of the one idea that a guest coach works with.
OPEN_TO_GUESTS = {
    "ideer/<int:pk>/",
    "ideer/<int:pk>/coachning/",
    "ideer/<int:pk>/coachning/samtal/",
    "ideer/<int:pk>/coachning/kort/<slug:code>/",
}
# Where a guest may do something on the one idea: asked for without a body, nothing comes of it.
ACTS = {"ideer/<int:pk>/coachning/samtal/", "ideer/<int:pk>/coachning/kort/<slug:code>/"}


@pytest.fixture
def world(skovde: Municipality) -> World:
    return plant(skovde)


def guest_of(idea: int, place: Municipality) -> Member:
    return make_member(municipality=place, name="Gäst", guest_of=idea)


def test_guest_opens_the_pages_of_their_idea_and_no_other_route(world: World) -> None:
    client = world.client(guest_of(world.objects["idea"], world.municipality))
    before = snapshot(world.municipality)
    opened = set()
    for route, row in rows(For.MEMBER):
        for method in METHODS:
            answer = ask(client, method, address(route, row, world))
            if route in OPEN_TO_GUESTS and answer.status_code == 200:
                opened.add(route)
            elif route not in ACTS or method != "post":
                assert answer.status_code in (403, 404, 405), (method, route, answer.status_code)
                assert CANARY not in text_of(answer), (method, route)
            assert INNER_CANARY not in text_of(answer), (method, route)
    assert opened == OPEN_TO_GUESTS
    assert snapshot(world.municipality) == before


def test_guest_of_another_idea_finds_nothing_that_is_planted(world: World) -> None:
    other = make_idea(municipality=world.municipality, stage=1)
    client = world.client(guest_of(other.pk, world.municipality))
    for route, row in rows(For.MEMBER):
        answer = client.get(address(route, row, world))
        assert answer.status_code in (403, 404, 405), (route, answer.status_code)
        assert CANARY not in text_of(answer), route
        assert INNER_CANARY not in text_of(answer), route


def test_open_pages_show_a_guest_no_more_than_anyone(world: World) -> None:
    client = world.client(guest_of(world.objects["idea"], world.municipality))
    for route, row in rows(For.ANYONE):
        answer = client.get(address(route, row, world))
        assert answer.status_code in (200, 302, 405), route
        assert CANARY not in text_of(answer), route
        assert INNER_CANARY not in text_of(answer), route


def test_start_page_leads_a_guest_to_the_idea(world: World) -> None:
    idea = world.objects["idea"]
    answer = world.client(guest_of(idea, world.municipality)).get("/")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/ideer/{idea}/")

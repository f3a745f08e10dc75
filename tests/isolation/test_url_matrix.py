"""Every route by every outsider: nothing of Skövde's is found, read or changed by those it does not belong to."""

import re
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from sluss.registry.models import Municipality
from tenants.people.models import Role
from tests.factories.people import make_member, sign_in
from tests.isolation.canaries import CANARY, INNER_CANARY
from tests.isolation.routes import IN_MUNICIPALITY, IN_REGION, MUNICIPALITY, REGION, routes, row_of
from tests.isolation.rows import For, Row
from tests.isolation.snapshot import snapshot
from tests.isolation.world import World, plant, stranger_from

pytestmark = pytest.mark.django_db
METHODS = ("get", "post", "put", "delete", "head", "options")
PARAMETER = re.compile(r"<[^>]+>")
LOGIN = "/konto/login/"


@pytest.fixture
def world(skovde: Municipality) -> World:
    return plant(skovde)


def address(route: str, row: Row, world: World) -> str:
    values = iter(str((world.objects | {"language": "en"})[name]) for name in row.fill)
    return "/" + PARAMETER.sub(lambda _: next(values), route)


def text_of(answer: HttpResponse) -> str:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return body.decode("utf-8", "replace") + str(answer.headers) + str(answer.cookies)


def rows(*audiences: For) -> list[tuple[str, Row]]:
    return [(route, row) for route, row in IN_MUNICIPALITY.items() if row.audience in audiences]


@pytest.mark.parametrize(("urlconf", "table"), [(MUNICIPALITY, IN_MUNICIPALITY), (REGION, IN_REGION)])
def test_every_route_is_listed_and_every_listed_route_exists(urlconf: str, table: dict[str, Row]) -> None:
    found = routes(urlconf)
    assert [route for route in found if row_of(route, table) is None] == []
    assert [route for route in table if route not in found] == []


def ask(client: Client, method: str, path: str) -> HttpResponse:
    answer: Any = getattr(client, method)(path)
    return answer  # type: ignore[no-any-return]


def test_anonymous_is_sent_to_sign_in_and_told_nothing(world: World) -> None:
    before = snapshot(world.municipality)
    for route, row in rows(For.MEMBER):
        path = address(route, row, world)
        for method in METHODS:
            answer = ask(world.client(), method, path)
            assert answer.status_code in (302, 405), (method, path, answer.status_code)
            assert answer.headers.get("Location", LOGIN).startswith(LOGIN), (method, path)
            assert CANARY not in text_of(answer)
    # What is typed without an account is kept as that browser's draft, and counted: the rows that may come.
    may_come = {"intake_draft", "intake_throttle"}
    assert snapshot(world.municipality, leave_out=may_come) == {
        table: rows for table, rows in before.items() if table not in may_come
    }


def test_member_of_another_municipality_finds_nothing_here(world: World, hjo: Municipality) -> None:
    stranger = stranger_from(hjo)
    before = snapshot(world.municipality)
    for route, row in rows(For.MEMBER):
        path = address(route, row, world)
        for method in METHODS:
            answer = ask(sign_in(world.municipality, stranger), method, path)
            assert answer.status_code in (404, 405), (method, path, answer.status_code)
            assert CANARY not in text_of(answer)
            assert INNER_CANARY not in text_of(answer)
    assert snapshot(world.municipality) == before


def test_keys_of_skovde_open_nothing_in_hjo(world: World, hjo: Municipality) -> None:
    stranger = stranger_from(hjo)
    before = snapshot(world.municipality)
    for route, row in rows(For.MEMBER, For.SECRET):
        path = address(route, row, world)
        for method in ("get", "post"):
            answer = ask(sign_in(hjo, stranger), method, path)
            assert not row.names_a_row or answer.status_code in (404, 405), (method, path, answer.status_code)
            assert answer.status_code < 500, (method, path)
            assert CANARY not in text_of(answer), path
            assert INNER_CANARY not in text_of(answer), path
    assert snapshot(world.municipality) == before


def test_region_shows_nothing_of_a_municipality(world: World) -> None:
    for route, row in IN_REGION.items():
        answer = sign_in(None).get(address(route, row, world))
        closed = row.audience in (For.ANALYST, For.OPERATOR)
        expected = (302, 405) if closed else (200,) if row.page else (200, 302, 405)
        assert answer.status_code in expected, route
        assert CANARY not in text_of(answer)
        assert INNER_CANARY not in text_of(answer)


def test_open_pages_show_nothing_of_what_lies_inside(world: World) -> None:
    for route, row in rows(For.ANYONE):
        answer = world.client().get(address(route, row, world))
        assert answer.status_code in (200, 302, 405), route
        assert CANARY not in text_of(answer), route
        assert INNER_CANARY not in text_of(answer), route


def test_colleague_without_a_role_sees_nothing_of_the_inner_work(world: World) -> None:
    colleague = sign_in(world.municipality, make_member(municipality=world.municipality, name="Åskådare"))
    for route, row in rows(For.MEMBER):
        assert INNER_CANARY not in text_of(colleague.get(address(route, row, world))), route


@pytest.mark.parametrize("role", list(Role))
def test_no_page_breaks_for_any_role(world: World, role: Role) -> None:
    client = sign_in(world.municipality, world.members[role])
    for route, row in rows(For.MEMBER, For.ANYONE):
        for method in ("get", "post"):
            answer = ask(client, method, address(route, row, world))
            text_of(answer)  # a file that is handed out is closed by being read
            assert answer.status_code < 500, (method, route)


def test_secret_shows_its_own_matter_and_no_other(world: World) -> None:
    path = address("folj/<str:token>/", Row(For.SECRET, ("token",)), world)
    page = text_of(world.client().get(path))
    assert f"{INNER_CANARY} från en boende" in page
    assert CANARY not in page.replace(INNER_CANARY, "")
    assert world.client().get("/folj/" + "x" * 43 + "/").status_code == 404


def test_planted_words_can_be_read_by_their_own(world: World) -> None:
    """The matrix proves nothing where the canaries cannot be heard at all."""
    client = sign_in(world.municipality, world.everything)
    heard = [
        route
        for route, row in rows(For.MEMBER)
        if CANARY in (text := text_of(client.get(address(route, row, world)))) or INNER_CANARY in text
    ]
    assert len(heard) > len(rows(For.MEMBER)) // 2

"""Every page there is, by axe: its own heading, its status, no fault and no broken policy."""

from collections.abc import Callable

import pytest

from sluss.accounts.models import RegionalRole
from sluss.registry.models import Municipality
from sluss.tenancy import in_region
from tests.browser.conftest import Walk
from tests.factories.jobs import run_waiting
from tests.factories.people import make_account
from tests.isolation.routes import IN_MUNICIPALITY, IN_REGION
from tests.isolation.rows import For, Row
from tests.isolation.test_url_matrix import address
from tests.isolation.world import plant

Start = Callable[..., Walk]
# All of it in one test would hide every fault behind the first one; a world a page would take too long.
PARTS = 4
# Opens with something else than an ordinary page: the confirmation of what cannot be undone is one all the same.
SIGN_IN_PAGES = (
    "/konto/login/",
    "/konto/password/reset/",
    "/konto/password/reset/done/",
    "/konto/logout/",
    "/konto/password/change/",
    "/konto/2fa/",
    "/konto/reauthenticate/",
)


def pages(table: dict[str, Row], *audiences: For) -> list[tuple[str, Row]]:
    return [(route, row) for route, row in table.items() if row.page and row.audience in audiences]


def look_at(person: Walk, path: str, municipality: Municipality | None) -> str | None:
    """What is wrong with the page, or None."""
    try:
        page = person.open(path, municipality)
        assert page.locator("h1").count() == 1, f"{path}: not one h1"
        person.check()
    except AssertionError as error:
        return f"{path}: {error}"
    return None


@pytest.mark.parametrize("part", range(PARTS))
def test_members_pages(walk: Start, skovde: Municipality, part: int) -> None:
    world = plant(skovde)
    person = walk().signed_in(skovde, world.everything)
    mine = pages(IN_MUNICIPALITY, For.MEMBER)[part::PARTS]
    faults = [fault for route, row in mine if (fault := look_at(person, address(route, row, world), skovde))]
    assert faults == []


def test_pages_for_anyone(walk: Start, skovde: Municipality) -> None:
    world = plant(skovde)
    person = walk()
    here = [(route, row, skovde) for route, row in pages(IN_MUNICIPALITY, For.ANYONE, For.SECRET)]
    there = [(route, row, None) for route, row in pages(IN_REGION, For.ANYONE)]
    faults = [fault for r, row, m in [*here, *there] if (fault := look_at(person, address(r, row, world), m))]
    assert faults == []


def test_region_pages(walk: Start, skovde: Municipality) -> None:
    account = make_account()
    with in_region():
        for role in RegionalRole.Role:
            RegionalRole.objects.create(account=account, role=role)
    world = plant(skovde)
    run_waiting()
    person = walk().signed_in(None, account=account)
    mine = pages(IN_REGION, For.ANALYST, For.OPERATOR)
    faults = [fault for route, row in mine if (fault := look_at(person, address(route, row, world), None))]
    assert faults == []


def test_sign_in_pages(walk: Start, skovde: Municipality) -> None:
    world = plant(skovde)
    visitor, member = walk(), walk().signed_in(skovde, world.everything)
    faults = [fault for path in SIGN_IN_PAGES[:3] if (fault := look_at(visitor, path, skovde))]
    faults += [fault for path in SIGN_IN_PAGES[3:] if (fault := look_at(member, path, skovde))]
    assert faults == []

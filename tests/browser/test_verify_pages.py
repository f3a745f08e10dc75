"""Every page by axe in both languages, on phone and desktop, in light, dark and forced colours. Slow: `make verify`."""

from collections.abc import Callable

import pytest

from sluss.accounts.models import RegionalRole
from sluss.registry.models import Municipality
from sluss.tenancy import in_region
from tests.browser.conftest import Walk
from tests.browser.test_every_page import SIGN_IN_PAGES, look_at, pages
from tests.factories.jobs import run_waiting
from tests.factories.people import make_account
from tests.isolation.routes import IN_MUNICIPALITY, IN_REGION
from tests.isolation.rows import For
from tests.isolation.test_url_matrix import address
from tests.isolation.world import plant

COLOURS = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active"},
}


@pytest.mark.verify
@pytest.mark.parametrize("colours", list(COLOURS))
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("language", ["sv-SE", "en-GB"])
def test_every_page(walk: Callable[..., Walk], skovde: Municipality, language: str, width: int, colours: str) -> None:
    world = plant(skovde)
    regional = make_account()
    with in_region():
        for role in RegionalRole.Role:
            RegionalRole.objects.create(account=regional, role=role)
    run_waiting()

    def person() -> Walk:
        return walk(width=width, language=language, **COLOURS[colours])

    visitor, member = person(), person().signed_in(skovde, world.everything)
    watcher = person().signed_in(None, account=regional)
    faults = [
        *(
            look_at(visitor, address(r, row, world), skovde)
            for r, row in pages(IN_MUNICIPALITY, For.ANYONE, For.SECRET)
        ),
        *(look_at(member, address(r, row, world), skovde) for r, row in pages(IN_MUNICIPALITY, For.MEMBER)),
        *(look_at(visitor, f"/{r}", None) for r, _ in pages(IN_REGION, For.ANYONE)),
        *(look_at(watcher, address(r, row, world), None) for r, row in pages(IN_REGION, For.ANALYST, For.OPERATOR)),
        *(look_at(visitor, path, skovde) for path in SIGN_IN_PAGES[:3]),
        *(look_at(member, path, skovde) for path in SIGN_IN_PAGES[3:]),
    ]
    assert [fault for fault in faults if fault] == []

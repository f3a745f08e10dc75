"""The pages one meets first."""

from collections.abc import Callable

from sluss.registry.models import Municipality
from tests.browser.conftest import Walk


def test_start_page_asks_its_question(walk: Callable[..., Walk], skovde: Municipality) -> None:
    visitor = walk()
    page = visitor.open("/", skovde)
    assert page.locator("h1").inner_text() == "Vad skulle kunna bli bättre?"
    visitor.check()


def test_unknown_host_is_told_where_the_region_is(walk: Callable[..., Walk], skovde: Municipality) -> None:
    visitor = walk()
    answer = visitor.page.goto(visitor.address("/").replace("localhost", "ingenstans.localhost"))
    assert answer is not None
    assert answer.status == 404
    assert "localhost" in visitor.page.content()
    visitor.check()

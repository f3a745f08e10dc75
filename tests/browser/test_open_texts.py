"""What a municipality shows to everyone is found on the region's site and by those who write elsewhere."""

from collections.abc import Callable

import pytest

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.people.models import Role
from tenants.public_site.open_idea import open_idea
from tests.browser.conftest import Walk
from tests.factories.ideas import make_idea
from tests.factories.jobs import run_waiting
from tests.factories.people import make_member

WORDS = {
    "sv-SE": ("Sök bland det som är öppet", "Sök", "öppet i Skövde"),
    "en-GB": ("Search in what is open", "Search", "open in Skövde"),
}


@pytest.mark.parametrize("language", WORDS)
def test_open_idea_is_found_in_the_region_and_from_another_municipality(
    walk: Callable[..., Walk], skovde: Municipality, hjo: Municipality, language: str
) -> None:
    search, button, mark = WORDS[language]
    coach = make_member(Role.COACH, municipality=skovde)
    idea = make_idea(municipality=skovde, title="Cykelställ vid stationen", stage=2)
    with in_municipality(skovde):
        open_idea(idea, revision=1, actor=coach)
    run_waiting()

    swedish = language == "sv-SE"
    visitor = walk(language=language, javascript=swedish, width=1280 if swedish else 390)
    page = visitor.open("/")
    page.get_by_role("main").get_by_role("link", name=search).click()
    page.fill("#id_q", "ställ för cyklar")
    page.get_by_role("main").get_by_role("button", name=button, exact=True).click()
    page.wait_for_url("**/oppet/?q=**")
    visitor.check()
    page.get_by_role("link", name=idea.title).click()
    page.wait_for_url(f"http://skovde.localhost:*/oppet/ideer/{idea.key}/")
    visitor.open("/oppet/?q=cykel&municipality=hjo")
    visitor.check()
    assert idea.title not in page.content()

    resident = walk(language=language, width=390 if swedish else 1280)
    page = resident.open("/lamna/invanare/", hjo)
    page.locator("#id_title").press_sequentially("Ett cykelställ vid stationen")
    page.locator("#alike li", has_text=mark).wait_for()
    resident.check()
    assert page.locator("#alike li a").get_attribute("href") == resident.address(f"/oppet/ideer/{idea.key}/", skovde)

"""Asking, declaring, scoring and following up, by keyboard and in both languages."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.assessment.models import Assessment, State
from tenants.people.models import Role
from tests.browser.conftest import Walk
from tests.browser.keyboard import press, tab_to
from tests.factories.ideas import make_idea
from tests.factories.people import make_member

Start = Callable[..., Walk]
WORDS = {
    "sv": {
        "preview": "Se fördelningen först",
        "ask": "Be om 4 bedömningar",
        "free": "Nej, öppna idén",
        "next": "Lämna in och ta nästa",
        "take": "Ta nästa",
        "last": "Det var den sista. Tack.",
        "sure": "säker",
        "comment": "Vad fick dig",
    },
    "en": {
        "preview": "Look at it first",
        "ask": "Ask for 4 assessments",
        "free": "I have none: open the idea",
        "next": "Hand in and take the next one",
        "take": "Take the next one",
        "last": "That was the last one. Thank you.",
        "sure": "sure",
        "comment": "What made you",
    },
}


@pytest.mark.parametrize(("language", "width"), [("sv", 1280), ("en", 390)])
def test_from_asking_to_the_overview_by_keyboard(walk: Start, skovde: Municipality, language: str, width: int) -> None:
    words = WORDS[language]
    for title in ("Bänkar vid hållplatsen", "Lampor som släcks"):
        make_idea(municipality=skovde, stage=2, title=title)
    leader = make_member(Role.INNOVATION_MANAGER, municipality=skovde, name="Ines Ledare", language=language)
    people = [make_member(Role.MANAGER, municipality=skovde, name=f"Chef {n}", language=language) for n in range(2)]

    asker = walk(width=width, language=language).signed_in(skovde, leader)
    page = asker.open("/bedomning/fordela/", skovde)
    asker.check()
    tab_to(page, page.locator("label[for=id_each]").inner_text())
    page.keyboard.press("Control+a")
    page.keyboard.type("1")
    press(page, words["preview"])
    asker.check()
    press(page, words["ask"])
    page.wait_for_url("**/bedomning/oversikt/")
    asker.check()

    for member in people:
        assessor = walk(width=width, language=language).signed_in(skovde, member)
        page = assessor.open("/bedomning/", skovde)
        assessor.check()
        press(page, words["take"])
        for _ in range(2):
            assessor.check()
            press(page, words["free"])
            assessor.check()
            _choose(page, words)
            press(page, words["next"])
        assert words["last"] in page.locator("body").inner_text()
        assessor.check()

    with in_municipality(skovde):
        assert set(Assessment.objects.values_list("status", flat=True)) == {State.SUBMITTED}
    page = asker.open("/bedomning/oversikt/", skovde)
    asker.check()
    assert page.locator("tbody tr").filter(has_text="Lampor som släcks").count() >= 1
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page = asker.open(f"/ideer/{_an_idea(skovde)}/bedomning/", skovde)
    assert "Därför att" in page.locator("main").inner_text()
    asker.check()


def _choose(page: Page, words: dict[str, str]) -> None:
    """Each question has its first answer under Tab and the others under the arrows."""
    for _ in range(4):
        tab_to(page, "1")
        for _ in range(3):
            page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowUp")
    tab_to(page, words["comment"])
    page.keyboard.type("Därför att det behövs.")


def _an_idea(municipality: Municipality) -> int:
    with in_municipality(municipality):
        return Assessment.objects.order_by("pk").values_list("idea_id", flat=True)[0]


def test_scales_are_changed_without_script(walk: Start, skovde: Municipality) -> None:
    leader = make_member(Role.INNOVATION_MANAGER, municipality=skovde)
    person = walk(javascript=False, width=390).signed_in(skovde, leader)
    page = person.open("/bedomning/kriterier/behov/", skovde)
    page.fill("#id_criteria-0-name_sv", "Hur ofta händer det?")
    page.get_by_role("button", name="Använd de här från och med nu").click()
    page.wait_for_url("**/bedomning/kriterier/")
    assert page.get_by_role("heading", name="Hur ofta händer det?").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390

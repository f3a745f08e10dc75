"""The council's plan: goals come from a file, get one below and a need, and are followed up by year and department."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.goals.models import Goal, Status
from tenants.organisation.models import Authority, Unit
from tenants.people.models import Member, Role
from tests.browser.conftest import Walk
from tests.browser.walking import press, seen
from tests.factories.needs import make_need
from tests.factories.people import make_member

type Start = Callable[..., Walk]
WORDS = {
    "sv-SE": {
        "empty": "Inga mål än",
        "from_file": "Mål från en fil",
        "read": "Läs filen",
        "write": "Skriv in 1 mål",
        "nothing": "Inget är kopplat till målet än",
        "below": "Lägg till ett mål under",
        "number": "Nummer i planen",
        "title": "Målet på svenska",
        "from": "Från år",
        "to": "Till år",
        "save": "Spara",
        "link_need": "Koppla ett behov",
        "link": "Koppla",
        "year_plan": "Årsplan",
        "departments": "Per förvaltning",
        "archive": "Arkivera",
    },
    "en-GB": {
        "empty": "No goals yet",
        "from_file": "Goals from a file",
        "read": "Read the file",
        "write": "Write in 1 goal",
        "nothing": "Nothing is linked to it yet",
        "below": "Add a goal below it",
        "number": "Number in the plan",
        "title": "The goal in Swedish",
        "from": "From the year",
        "to": "To the year",
        "save": "Save",
        "link_need": "Link a need",
        "link": "Link",
        "year_plan": "Year plan",
        "departments": "By department",
        "archive": "Archive",
    },
}


@pytest.fixture
def authority(skovde: Municipality) -> str:
    with in_municipality(skovde):
        default = Authority.objects.get(is_default=True)
        Unit.objects.create(name="Hemvården", authority=default)
    return default.name


def go(page: Page, name: str) -> None:
    """Press it, and wait for the page that it leads to."""
    with page.expect_navigation():
        press(page, name)


def bring_in(person: Walk, words: dict[str, str], *, authority: str, year: int) -> None:
    page = person.page
    assert page.get_by_role("heading", name=words["empty"]).is_visible()
    go(page, words["from_file"])
    rows = f"Nummer i planen;Mål;Beslutat i;Från år;Ansvarig enhet\nKF 1;Kortare väntan;{authority};{year};Hemvården\n"
    page.set_input_files("input[type=file]", {"name": "mal.csv", "mimeType": "text/csv", "buffer": rows.encode()})
    go(page, words["read"])
    seen(person)
    go(page, words["write"])
    seen(person)


def add_below(person: Walk, words: dict[str, str], *, year: int) -> None:
    page = person.page
    assert page.get_by_role("heading", name=words["nothing"]).is_visible()
    go(page, words["below"])
    page.get_by_label(words["number"]).fill("KF 1.1")
    page.get_by_label(words["title"]).fill("Svar inom fem dagar")
    page.get_by_label(words["from"]).fill(str(year))
    page.get_by_label(words["to"]).fill(str(year))
    page.select_option("#id_authority", index=1)
    seen(person)
    go(page, words["save"])
    seen(person)


@pytest.mark.parametrize(("language", "width", "javascript"), [("sv-SE", 390, True), ("en-GB", 1280, False)])
def test_plan_comes_from_a_file_and_is_followed_up(
    walk: Start, skovde: Municipality, authority: str, language: str, width: int, javascript: bool
) -> None:
    words, year = WORDS[language], clock.today().year
    leader: Member = make_member(Role.INNOVATION_MANAGER, municipality=skovde, language=language[:2])
    make_need(municipality=skovde, title="Få besked utan att ringa flera gånger")
    person = walk(language=language, width=width, javascript=javascript).signed_in(skovde, leader)
    page = person.open("/mal/", skovde)
    seen(person)
    bring_in(person, words, authority=authority, year=year)
    go(page, "KF 1 Kortare väntan")
    add_below(person, words, year=year)

    go(page, words["link_need"])
    seen(person)
    go(page, f"{words['link']} Få besked utan att ringa flera gånger")
    page.get_by_role("link", name="Få besked utan att ringa flera gånger", exact=True).wait_for()

    page = person.open("/mal/", skovde)
    go(page, words["year_plan"])
    assert page.get_by_role("link", name="KF 1.1 Svar inom fem dagar").is_visible()
    seen(person)
    go(page, words["departments"])
    go(page, "Hemvården")
    seen(person)
    go(page, "KF 1 Kortare väntan")
    # What works towards the goal below it counts for the one above.
    assert page.get_by_role("link", name="Få besked utan att ringa flera gånger", exact=True).is_visible()
    # One with a goal in force below it cannot be archived: what lies below goes first.
    assert page.get_by_role("link", name=words["archive"], exact=True).count() == 0
    go(page, "KF 1.1 Svar inom fem dagar")
    go(page, words["archive"])
    go(page, words["archive"])
    seen(person)
    with in_municipality(skovde):
        assert dict(Goal.objects.values_list("code", "status")) == {"KF 1": Status.ACTIVE, "KF 1.1": Status.ARCHIVED}

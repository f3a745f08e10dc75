"""Journeys by keyboard alone, with the limits of page loads that the product promises."""

from collections.abc import Callable

from playwright.sync_api import Page

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.decisions.models import Decision
from tenants.ideas.models import Idea, Status
from tenants.people.models import Role
from tests.browser.conftest import Walk
from tests.browser.keyboard import press, tab_to, tick, write
from tests.factories.decisions import meet_conditions
from tests.factories.ideas import make_idea
from tests.factories.people import make_member

Start = Callable[..., Walk]


def count_loads(page: Page) -> list[str]:
    """The pages that are loaded from here on."""
    loads: list[str] = []
    page.on("framenavigated", lambda frame: loads.append(frame.url))
    return loads


def test_employee_leaves_an_idea(walk: Start, skovde: Municipality) -> None:
    person = walk().signed_in(skovde, make_member(municipality=skovde))
    page = person.page
    loads = count_loads(page)
    person.open("/", skovde)
    press(page, "Lämna en idé")
    write(page, "Vad skulle kunna bli bättre?", "Handräcken vid entrén")
    write(page, "Berätta mer", "Det är halt på vintern.")
    press(page, "Skicka")
    page.wait_for_url("**/tack/**")
    assert page.locator("h1").inner_text() == "Tack"
    # R1: at most three pages, the start page among them (an address that sends on is no page).
    assert len([url for url in loads if not url.endswith("/lamna/")]) <= 3


def test_skip_link_leads_past_the_menu(walk: Start, skovde: Municipality) -> None:
    page = walk().open("/", skovde)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "ds-skip-link"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_coach_takes_in_an_idea(walk: Start, skovde: Municipality) -> None:
    coach = make_member(Role.COACH, municipality=skovde, name="Coach")
    idea = make_idea(municipality=skovde, title="Ljus i tunneln")
    person = walk().signed_in(skovde, coach)
    page = person.open("/inkorg/", skovde)
    press(page, "Ljus i tunneln")
    tab_to(page, "Ta in som behov")
    page.keyboard.press("Space")
    write(page, "Ditt svar till den som lämnade den", "Tack, vi tar in den.")
    tab_to(page, "Idécoach")
    page.keyboard.press("ArrowDown")
    press(page, "Spara och ta nästa")
    with in_municipality(skovde):
        assert Idea.objects.get(pk=idea.pk).status == Status.ACTIVE


def test_inbox_is_walked_by_single_keys_that_can_be_turned_off(walk: Start, skovde: Municipality) -> None:
    make_member(Role.COACH, municipality=skovde, name="Coach")
    for title in ("Första", "Andra"):
        make_idea(municipality=skovde, title=title)
    person = walk().signed_in(skovde, make_member(Role.INNOVATION_MANAGER, municipality=skovde))
    page = person.open("/inkorg/", skovde)
    for key in ("j", "j", "k", "j"):
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.innerText") == "Andra"
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.keyboard.press("5")
    assert page.locator("input[name=outcome][value=ask_more]").is_checked()
    page.keyboard.press("1")
    assert page.locator("input[name=outcome][value=take_in_need]").is_checked()
    page.keyboard.press("?")
    tab_to(page, "Stäng av")
    page.keyboard.press("Enter")
    page.keyboard.press("5")
    assert page.locator("input[name=outcome][value=take_in_need]").is_checked()


def test_manager_decides(walk: Start, skovde: Municipality) -> None:
    coach = make_member(Role.COACH, municipality=skovde, name="Coach")
    idea = make_idea(municipality=skovde, stage=1, coach=coach)
    meet_conditions(idea, municipality=skovde, by=coach)
    person = walk().signed_in(skovde, make_member(Role.MANAGER, municipality=skovde))
    page = person.open(f"/ideer/{idea.pk}/beslut/", skovde)
    loads = count_loads(page)
    tab_to(page, "Gå vidare")
    page.keyboard.press("Space")
    write(page, "Skäl", "Behovet är styrkt.")
    write(page, "Hänvisning", "Delegationsordningen 4.2")
    press(page, "Registrera beslutet")
    with in_municipality(skovde):
        assert Decision.objects.get(idea_id=idea.pk).reasons == "Behovet är styrkt."
    assert len(loads) <= 3  # R3 with the page itself


def test_empty_form_puts_the_focus_on_what_is_wrong(walk: Start, skovde: Municipality) -> None:
    person = walk()
    page = person.open("/lamna/invanare/", skovde)
    press(page, "Skicka")
    assert page.evaluate("document.activeElement.hasAttribute('data-error-summary')")
    person.check()


def test_menu_on_a_phone_opens_by_keyboard(walk: Start, skovde: Municipality) -> None:
    person = walk(width=390).signed_in(skovde, make_member(municipality=skovde))
    page = person.open("/", skovde)
    tick(page, "Meny")
    tab_to(page, "Mina idéer")
    person.check()

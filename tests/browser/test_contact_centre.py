"""R2: a call is taken with the keyboard while talking, and without script as well."""

from collections.abc import Callable

import pytest

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.ideas.models import Idea, Source
from tenants.people.models import Role
from tests.browser.conftest import Walk
from tests.factories.ideas import make_idea
from tests.factories.people import make_member

Start = Callable[..., Walk]


@pytest.fixture
def agent(walk: Start, skovde: Municipality) -> Callable[..., Walk]:
    make_idea(municipality=skovde, title="Bänkar vid alla hållplatser")
    member = make_member(Role.AGENT, municipality=skovde)
    return lambda **options: walk(**options).signed_in(skovde, member)


def calls(municipality: Municipality) -> list[str]:
    with in_municipality(municipality):
        return list(Idea.objects.filter(source=Source.CONTACT_CENTRE).values_list("title", flat=True))


@pytest.mark.parametrize(
    ("language", "found"),
    [("sv-SE", "1 liknande finns redan."), ("en-GB", "1 like it is there already.")],
)
def test_call_is_taken_by_keys_alone(
    agent: Callable[..., Walk], skovde: Municipality, language: str, found: str
) -> None:
    person = agent(language=language)
    page = person.open("/kundcenter/", skovde)
    page.keyboard.type("Sätt en bänk vid hållplatsen. Många väntar stående.")
    page.locator("#already a", has_text="Bänkar vid alla hållplatser").wait_for()
    assert page.locator("#status").inner_text() == found
    person.check()
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/kundcenter/*/")
    assert page.locator(".spoken").first.inner_text().split()[0] == "KS"
    person.check()
    page.keyboard.press("n")
    page.wait_for_url("**/kundcenter/")
    assert calls(skovde) == ["Sätt en bänk vid hållplatsen"]


def test_nameless_and_named_calls_keep_within_one_page_and_25_keys(
    agent: Callable[..., Walk], skovde: Municipality
) -> None:
    """R2: one page load, and at most 25 keystrokes besides the text that is said."""
    person = agent()
    page = person.open("/kundcenter/", skovde)
    loads: list[str] = []
    page.on("request", lambda request: loads.append(request.url) if request.is_navigation_request() else None)
    keys = 0

    def press(key: str) -> None:
        nonlocal keys
        keys += 1
        page.keyboard.press(key)

    page.keyboard.type("Sätt en bänk vid hållplatsen. Många väntar stående.")
    for text in ("Äldre i Ryd", "Elsa Ek", "elsa@example.org", "0500-123456"):
        press("Tab")
        page.keyboard.type(text)
    press("Tab")
    press("ArrowDown")
    press("ArrowDown")
    press("Tab")
    press("Space")
    press("Control+Enter")
    page.wait_for_url("**/kundcenter/*/")
    # The form answers by leading to the receipt: one way to the next page, which is what is read aloud.
    assert len([url for url in loads if url.rstrip("/").rsplit("/", 1)[1].isdigit()]) == 1
    assert keys <= 25
    with in_municipality(skovde):
        idea = Idea.objects.prefetch_related("bearers").get(source=Source.CONTACT_CENTRE)
        assert idea.bearers.get().phone == "0500-123456"
        assert idea.contact.answer_by == "email"


def test_shortcuts_are_silent_while_typing_and_can_be_turned_off(
    agent: Callable[..., Walk], skovde: Municipality
) -> None:
    person = agent()
    page = person.open("/kundcenter/", skovde)
    page.keyboard.type("n/?")
    assert page.locator("#id_what").input_value() == "n/?"
    page.locator("h1").click()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "call-q"
    page.locator("h1").click()
    page.keyboard.press("?")
    person.check()
    page.locator("[data-shortcuts-off]").click()
    page.reload()
    page.locator("h1").click()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") != "call-q"


def test_paper_is_entered_with_the_day_it_came(agent: Callable[..., Walk], skovde: Municipality) -> None:
    person = agent(language="en-GB", width=390)
    page = person.open("/kundcenter/", skovde)
    page.locator("h1").click()
    page.keyboard.press("p")
    page.wait_for_url("**/kundcenter/papper/")
    person.check()
    page.fill("#id_received_on", "2026-01-05")
    page.fill("#id_what", "Sätt en bänk i backen.")
    page.locator("#id_what").press("Control+Enter")
    page.wait_for_url("**/kundcenter/*/")
    person.check()
    with in_municipality(skovde):
        assert Idea.objects.get(source=Source.CONTACT_CENTRE).received_at.date().isoformat() == "2026-01-05"


def test_search_and_call_work_without_script(agent: Callable[..., Walk], skovde: Municipality) -> None:
    person = agent(javascript=False, width=390)
    page = person.open("/kundcenter/", skovde)
    page.fill("#id_what", "Sätt en bänk vid hållplatsen")
    page.fill("#id_for_whom", "Äldre")
    # Enter in a field of one line presses the first button, which must be the search and not the sending.
    page.press("#id_for_whom", "Enter")
    page.locator("#already a", has_text="Bänkar vid alla hållplatser").wait_for()
    assert page.locator("#id_what").input_value() == "Sätt en bänk vid hållplatsen"
    assert calls(skovde) == []
    page.get_by_role("button", name="Skicka").click()
    page.wait_for_url("**/kundcenter/*/")
    assert calls(skovde) == ["Sätt en bänk vid hållplatsen"]

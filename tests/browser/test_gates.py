"""R3: a manager decides from the link in the e-mail, with a passkey as second step, in four page loads. And what a
board, a registrar and a manager with many proposals do, in both languages."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.decisions.draft import Seen
from tenants.decisions.hold_decision import hold_decision
from tenants.decisions.models import Decision, IdeaBoard
from tenants.ideas.models import Idea
from tenants.mail.models import Mail
from tenants.people.models import Member, Role
from tests.browser.conftest import Walk
from tests.browser.test_passkeys import add_passkey, give_authenticator, sign_out
from tests.browser.walking import press, seen
from tests.factories.decisions import draft_by, meet_conditions
from tests.factories.ideas import make_idea
from tests.factories.people import PASSWORD, make_member

Start = Callable[..., Walk]
MOST_PAGE_LOADS = 4
PATIENCE = 60_000  # ms; the first PDF loads the libraries that write it


def held(place: Municipality, coach: Member, *, title: str, asked: Member | None = None) -> Idea:
    idea = make_idea(municipality=place, title=title, stage=1, coach=coach, bearer=make_member(municipality=place))
    meet_conditions(idea, municipality=place, by=coach)
    with in_municipality(place):
        draft = draft_by(coach, reasons="Tre enheter har samma behov.")
        hold_decision(idea, draft=draft, seen=Seen.now(idea), actor=coach, asked=asked)
    return idea


def counts_loads(page: Page) -> list[str]:
    """Every page that is shown from now on; a redirect on the way to one is no page load."""
    loads: list[str] = []
    page.on("load", lambda shown: loads.append(shown.url))
    return loads


def test_manager_decides_from_the_mail_in_four_page_loads(walk: Start, skovde: Municipality) -> None:
    manager = make_member(Role.MANAGER, municipality=skovde, name="Maja Chef")
    coach = make_member(Role.COACH, municipality=skovde, name="Carl Coach")
    person = walk().signed_in(skovde, manager)
    person.context.set_default_timeout(PATIENCE)
    give_authenticator(person)
    add_passkey(person, skovde)
    sign_out(person, skovde)
    idea = held(skovde, coach, title="Lampor som släcks själva", asked=manager)
    with in_municipality(skovde):
        letter = Mail.objects.get(to=manager.email)
    link = re.search(r"http://\S+/beslut/", letter.text)
    assert link is not None
    page = person.page
    loads = counts_loads(page)

    page.goto(link[0])
    page.fill("#id_login", manager.email)
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_url("**/konto/2fa/authenticate/**")
    page.click("#mfa_webauthn_authenticate")
    page.wait_for_url(f"**/ideer/{idea.pk}/beslut/")
    expect(page.locator("textarea[name=reasons]")).to_have_value("Tre enheter har samma behov.")
    page.click("button[name=action][value=register]")
    page.wait_for_url(re.compile(r"/beslut/[0-9a-f-]{36}/$"))
    page.wait_for_load_state()
    assert len(loads) <= MOST_PAGE_LOADS, loads
    person.check()
    with in_municipality(skovde):
        assert Decision.objects.get().decider == manager


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("sv-SE", ("Lämna ditt råd", "Gå vidare med de valda", "Registrera dem", "Beslut om")),
        ("en-GB", ("Give your advice", "Go on with those chosen", "Register them", "Decision on")),
    ],
)
def test_board_advises_and_manager_registers_together(
    walk: Start, skovde: Municipality, run_jobs: Callable[[], int], language: str, words: tuple[str, str, str, str]
) -> None:
    english = language.startswith("en")
    who = {"municipality": skovde, "language": "en" if english else "sv"}
    coach = make_member(Role.COACH, name="Carl Coach", **who)
    manager, adviser = make_member(Role.MANAGER, name="Maja Chef", **who), make_member(name="Rakel Råd", **who)
    ideas = [held(skovde, coach, title=title) for title in ("Delad cykelpool", "Papperslös arkivering")]
    with in_municipality(skovde):
        IdeaBoard.objects.create(name="Idérådet").members.add(adviser)

    advising = walk(language=language, width=390).signed_in(skovde, adviser)
    page = advising.open(f"/ideer/{ideas[0].pk}/rad/", skovde)
    page.locator("input[name=stance][value=against]").check()
    page.locator("textarea[name=text]").fill("Vi har redan en cykelpool i grannkommunen.")
    advising.check()
    page.get_by_role("button", name=words[0]).click()
    page.wait_for_load_state()
    expect(page.locator("main")).to_contain_text("Rakel Råd")

    deciding = walk(language=language).signed_in(skovde, manager)
    page = deciding.open(f"/ideer/{ideas[0].pk}/beslut/", skovde)
    expect(page.locator("aside")).to_contain_text("Vi har redan en cykelpool i grannkommunen.")
    deciding.check()
    page.locator("main form summary").first.click()
    page.locator("button[name=opening][value='hold-1']").click()
    page.wait_for_load_state()
    expect(page.locator("textarea[name=reasons]")).to_have_value(re.compile(".+Tre enheter har samma behov."))
    page = deciding.open("/beslut/vantar/", skovde)
    deciding.check()
    for idea in ideas:
        page.locator(f"input[name=chosen][value='{idea.pk}']").check()
    page.get_by_role("button", name=words[1]).click()
    page.wait_for_load_state()
    deciding.check()
    page.get_by_role("button", name=words[2]).click()
    page.wait_for_url("**/beslut/tillsammans/**")
    run_jobs()
    page.reload()
    deciding.check()
    page.get_by_role("link", name="Delad cykelpool").click()
    page.wait_for_load_state()
    expect(page.locator("h1")).to_contain_text(words[3])
    deciding.check()
    with page.expect_download(timeout=PATIENCE) as download:
        page.locator("a[href$='beslut.pdf']").first.click(timeout=PATIENCE)
    assert download.value.suggested_filename.endswith("-beslut.pdf")


WAITS = {"sv-SE": ("Ta upp igen", "Idén togs upp igen"), "en-GB": ("Take up again", "The idea was taken up again")}


@pytest.mark.parametrize(("language", "javascript"), [("sv-SE", True), ("en-GB", False)])
def test_what_waits_is_taken_up_again(walk: Start, skovde: Municipality, language: str, javascript: bool) -> None:
    manager = make_member(Role.MANAGER, municipality=skovde, language=language[:2])
    idea = make_idea(municipality=skovde, title="Lampor \u202e🚲", stage=2, status="on_hold")
    person = walk(width=390, language=language, javascript=javascript).signed_in(skovde, manager)
    button, told = WAITS[language]
    page = person.open(f"/ideer/{idea.pk}/", skovde)
    press(page, button)
    page.wait_for_url("**/ta-upp-igen/")
    seen(person)
    press(page, button)
    expect(page.locator("[aria-invalid=true]")).to_have_count(1)
    page.fill("textarea[name=message]", "Nu finns pengar.")
    press(page, button)
    page.wait_for_url(f"**/ideer/{idea.pk}/")
    expect(page.locator("main")).to_contain_text(told)
    seen(person)
    with in_municipality(skovde):
        assert Idea.objects.get(pk=idea.pk).status == "active"

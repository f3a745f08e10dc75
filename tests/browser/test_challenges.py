"""A challenge from draft to the report told back: created, invited to, answered, closed and told, in both languages."""

from collections.abc import Callable

import pytest

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.challenges.models import Challenge, ChallengeAnswer, Invited, Report
from tenants.mail.models import Mail
from tenants.people.models import Role
from tests.browser.conftest import Walk
from tests.factories.challenges import DAY, make_unit
from tests.factories.people import make_member

Start = Callable[..., Walk]
WORDS = {
    "sv-SE": {
        "save": "Spara utkast",
        "announce": "Publicera",
        "open": "Öppna för idéer",
        "invite": "Bjud in enheter",
        "preview": "Se brevet först",
        "send": "Skicka inbjudningarna",
        "answer": "Lämna en idé",
        "leave": "Skicka",
        "close": "Stäng utmaningen",
        "write": "Skriv rapporten",
        "tell": "Berätta för dem som svarade",
        "told": "Så här blev det",
    },
    "en-GB": {
        "save": "Save draft",
        "announce": "Announce",
        "open": "Open for ideas",
        "invite": "Invite units",
        "preview": "See the letter first",
        "send": "Send the invitations",
        "answer": "Leave an idea",
        "leave": "Send",
        "close": "Close the challenge",
        "write": "Write the report",
        "tell": "Tell those who answered",
        "told": "What came of it",
    },
}


@pytest.mark.parametrize(("language", "width", "javascript"), [("sv-SE", 1280, True), ("en-GB", 390, False)])
def test_challenge_from_draft_to_the_report(
    language: str, width: int, javascript: bool, walk: Start, skovde: Municipality, run_jobs: Callable[[], int]
) -> None:
    words = WORDS[language]
    unit = make_unit("Hemtjänsten", municipality=skovde)
    manager = make_member(Role.INNOVATION_MANAGER, municipality=skovde, name="Ines Ledare")
    employee = make_member(municipality=skovde, unit=unit, name="Moa Berg", language=language[:2])
    person = walk(language=language, width=width, javascript=javascript).signed_in(skovde, manager)
    page = person.open("/utmaningar/ny/", skovde)
    page.fill("#id_title", "Hur kan vi hinna äta tillsammans?")
    page.fill("#id_why_now", "Aptiten minskar.")
    page.fill("#id_affected", "Alla som bor själva.")
    page.fill("#id_criteria", "Går att pröva i vår\nKostar lite")
    page.fill("#id_opens_on", clock.today().isoformat())
    page.fill("#id_closes_on", (clock.today() + 20 * DAY).isoformat())
    person.check()
    page.get_by_role("button", name=words["save"]).click()
    for step in ("announce", "open"):
        page.get_by_role("link", name=words[step]).click()
        page.get_by_role("button", name=words[step]).click()
        person.check()
    page.get_by_role("link", name=words["invite"]).click()
    page.locator("input[name=units]").first.check()
    page.get_by_role("button", name=words["preview"]).click()
    page.locator(".preformatted", has_text="Aptiten minskar.").first.wait_for()
    person.check()
    page.get_by_role("button", name=words["send"]).click()
    page.wait_for_url("**/utskick/**")
    run_jobs()
    page.goto(page.url)
    person.check()
    with in_municipality(skovde):
        challenge = Challenge.objects.get()
        assert list(Invited.objects.values_list("member_id", flat=True)) == [employee.pk]
    _answer(walk(language=language, width=width, javascript=javascript).signed_in(skovde, employee), skovde, words)
    page = person.open(f"/utmaningar/{challenge.pk}/", skovde)
    page.get_by_role("link", name=words["close"]).click()
    page.get_by_role("button", name=words["close"]).click()
    page.get_by_role("link", name=words["write"]).click()
    for name in ("came_in", "taken_on", "learned"):
        page.fill(f"#id_{name}", f"Det som {name}")
    person.check()
    page.get_by_role("button", name=words["tell"]).click()
    page.wait_for_url("**/utskick/**")
    run_jobs()
    page = person.open(f"/utmaningar/{challenge.pk}/rapport/", skovde)
    assert page.locator(".eyebrow").inner_text().casefold().startswith(words["told"].casefold())
    person.check()
    with in_municipality(skovde):
        assert ChallengeAnswer.objects.count() == 1
        assert Report.objects.get().at_closing["ideas"] == 1
        assert Mail.objects.filter(to=employee.email, text__contains="Det som learned").count() == 1


def _answer(person: Walk, municipality: Municipality, words: dict[str, str]) -> None:
    """From the challenge's page to the receipt: three page loads."""
    with in_municipality(municipality):
        challenge = Challenge.objects.get()
    page = person.open(f"/utmaningar/{challenge.pk}/", municipality)
    person.check()
    page.locator("main").get_by_role("link", name=words["answer"]).click()
    assert challenge.title in page.locator("main").inner_text()
    page.fill("#id_title", "Lunch i skolmatsalen")
    person.check()
    page.get_by_role("button", name=words["leave"], exact=True).click()
    page.wait_for_url("**/tack/*/")

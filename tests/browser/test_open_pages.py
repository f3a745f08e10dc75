"""A coach shows an idea to everyone; a visitor supports it and says something; a colleague follows and answers."""

import re
from collections.abc import Callable

import pytest

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.ideas.models import Idea, Message
from tenants.mail.models import Mail
from tenants.people.models import Member, Role
from tenants.public_site.models import Comment, OpenIdea, Support
from tests.browser.conftest import Walk
from tests.factories.ideas import make_idea
from tests.factories.jobs import run_waiting
from tests.factories.people import make_member

Start = Callable[..., Walk]
CONFIRM = re.compile(r"/oppet/stod/[\w-]{43}/")
ANSWER = re.compile(r"/svara/[\w-]{43}/")
WAYS = [("sv-SE", True, 1280), ("en-GB", False, 390)]


@pytest.fixture
def coach(skovde: Municipality) -> Member:
    return make_member(Role.COACH, municipality=skovde, name="Carl Coach")


@pytest.fixture
def idea(skovde: Municipality, coach: Member) -> Idea:
    bearer = make_member(municipality=skovde, name="Berit Bärare")
    return make_idea(municipality=skovde, title="Cykelställ vid stationen", stage=2, bearer=bearer, coach=coach)


def letter_to(municipality: Municipality, email: str, link: re.Pattern[str]) -> str:
    with in_municipality(municipality):
        found = link.search(Mail.objects.get(to=email).text)
    assert found is not None
    return found[0]


@pytest.mark.parametrize(("language", "javascript", "width"), WAYS)
def test_idea_is_opened_supported_and_talked_about(
    walk: Start, skovde: Municipality, coach: Member, idea: Idea, language: str, javascript: bool, width: int
) -> None:
    office = walk(language=language, javascript=javascript, width=width).signed_in(skovde, coach)
    page = office.open(f"/ideer/{idea.pk}/visa-for-alla/", skovde)
    office.check()
    page.check("#id_read")
    page.click("main form:not([action]) button[type=submit]")
    page.wait_for_url("**/oppet/ideer/**")
    with in_municipality(skovde):
        assert OpenIdea.objects.get().title == "Cykelställ vid stationen"

    visitor = walk(language=language, javascript=javascript, width=width)
    page = visitor.open(f"/oppet/ideer/{idea.key}/", skovde)
    visitor.check()
    assert "Berit" not in page.content()
    page.fill("#id_email", "boende@example.org")
    page.press("#id_email", "Enter")
    page.wait_for_load_state()
    visitor.open(letter_to(skovde, "boende@example.org", CONFIRM), skovde)
    visitor.check()
    page.click("main form button[type=submit]")
    page.wait_for_url("**/oppet/ideer/**")
    page.fill("#id_text", "Tänk på lådcyklarna.")
    page.click("form[action$='/kommentar/'] button[type=submit]")
    page.wait_for_load_state()
    assert "lådcyklarna" not in page.locator("#comments ~ article").all_inner_texts()

    page = office.open("/kommentarer/", skovde)
    office.check()
    page.click("form[action$='/visa/'] button")
    page.wait_for_url("**/kommentarer/")
    assert "lådcyklarna" in visitor.open(f"/oppet/ideer/{idea.key}/", skovde).content()
    with in_municipality(skovde):
        assert Support.objects.filter(confirmed_at__isnull=False).count() == 1
        assert Comment.objects.get().status == "shown"


@pytest.mark.parametrize(("language", "javascript", "width"), WAYS)
def test_colleague_follows_hears_and_answers_from_the_letter(
    walk: Start, skovde: Municipality, coach: Member, idea: Idea, language: str, javascript: bool, width: int
) -> None:
    colleague = make_member(municipality=skovde, name="Kim Kollega", language=language[:2])
    person = walk(language=language, javascript=javascript, width=width).signed_in(skovde, colleague)
    page = person.open(f"/ideer/{idea.pk}/samtal/", skovde)
    person.check()
    page.click(f"form[action='/ideer/{idea.pk}/folj/'] button")
    page.wait_for_load_state()

    office = walk(language=language, javascript=javascript, width=width).signed_in(skovde, coach)
    page = office.open(f"/ideer/{idea.pk}/samtal/", skovde)
    page.fill("#id_text", "Hur många cyklar är det?")
    page.click("main form[novalidate] button[type=submit]")
    page.wait_for_load_state()
    run_waiting()

    person.open("/aviseringar/", skovde)
    person.check()
    assert "Hur många cyklar är det?" in person.page.content()
    anyone = walk(language=language, javascript=javascript, width=width)
    page = anyone.open(letter_to(skovde, colleague.email, ANSWER), skovde)
    anyone.check()
    page.fill("#id_text", "Ungefär tjugo.")
    page.click("main form button[type=submit]")
    page.wait_for_load_state()
    anyone.check()
    with in_municipality(skovde):
        assert list(Message.objects.values_list("author__name", "text")) == [
            ("Carl Coach", "Hur många cyklar är det?"),
            ("Kim Kollega", "Ungefär tjugo."),
        ]

"""Residents' influence from a panel to the letter that tells what came of it, walked by those who ask and by one who is
asked, in both languages, on a phone and on a wide screen, with and without script."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pytest_django import Settings

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.influence.models import Note, Panelist, Participant, ResidentPanel, ResidentSession, SessionFile, Status
from tenants.mail.models import Mail
from tenants.people.models import Role
from tests.browser.conftest import Walk
from tests.factories.files import PNG
from tests.factories.ideas import make_idea
from tests.factories.influence import HOUR, join
from tests.factories.jobs import run_waiting
from tests.factories.people import make_member

type Start = Callable[..., Walk]
ELSA = "elsa@example.org"
WORDS = {
    "sv-SE": {
        "start": "Starta panelen",
        "agree": "Jag går med på det här",
        "join": "Gå med i panelen",
        "confirm": "Ja, jag går med",
        "plan": "Planera tillfället",
        "some": "Bjud in de förbockade",
        "yes": "Ja, jag kommer",
        "add": "Lägg till filer",
        "told": "Så här blev det",
    },
    "en-GB": {
        "start": "Start the panel",
        "agree": "I agree to this",
        "join": "Join the panel",
        "confirm": "Yes, I join",
        "plan": "Plan the session",
        "some": "Invite those who are ticked",
        "yes": "Yes, I come",
        "add": "Add files",
        "told": "What came of it",
    },
}


@pytest.fixture
def media(tmp_path: Path, settings: Settings) -> None:
    """The files of the walk lie where the test does."""
    default = settings.STORAGES["default"]
    options = default["OPTIONS"] | {"location": str(tmp_path / "media")}
    settings.STORAGES = settings.STORAGES | {"default": default | {"OPTIONS": options}}


def link(municipality: Municipality, way: str) -> str:
    """The address of that kind in the newest letter to Elsa that has one."""
    with in_municipality(municipality):
        texts = Mail.objects.filter(to=ELSA).order_by("-pk").values_list("text", flat=True)
        return next(found[0] for text in texts if (found := re.search(rf"/delta/{way}/[\w-]{{43}}/", text)))


def fill(page: Page, **fields: str) -> None:
    for name, text in fields.items():
        page.fill(f"#id_{name}", text)


def sound(person: Walk, width: int) -> None:
    """The page holds, and is no wider than the screen."""
    person.check()
    if person.javascript:
        assert person.page.evaluate("document.documentElement.scrollWidth") <= width, person.page.url


@dataclass(frozen=True)
class Journey:
    """Somebody who asks, and Elsa, who is asked."""

    person: Walk
    resident: Walk
    words: dict[str, str]
    width: int
    place: Municipality

    def open(self, who: Walk, path: str) -> Page:
        page = who.open(path, self.place)
        sound(who, self.width)
        return page

    def press(self, who: Walk, name: str) -> None:
        """Press the button of that name, and look at the page that follows."""
        who.page.get_by_role("button", name=name, exact=True).first.click()
        who.page.wait_for_load_state()
        sound(who, self.width)

    def write(self, path: str, **fields: str) -> None:
        """Fill in the only form of a page, and send it."""
        fill(self.open(self.person, path), **fields)
        self.send()

    def send(self) -> None:
        self.person.page.locator("main form button[type=submit]").first.click()
        self.person.page.wait_for_load_state()


def set_up_a_panel(on: Journey, *, language: str) -> ResidentPanel:
    """A panel is set up, and Elsa joins it by herself."""
    page = on.open(on.person, "/inflytande/paneler/ny/")
    fill(page, name="Brevpanelen", purpose="Vi frågar om våra brev.")
    on.press(on.person, on.words["start"])
    with in_municipality(on.place):
        panel = ResidentPanel.objects.get()
    hers = on.open(on.resident, f"/delta/panel/{panel.key}/")
    fill(hers, name="Elsa", email=ELSA, wishes="Helst på kvällen")
    hers.locator(f"[name=language][value={language}]").check()
    hers.get_by_label(on.words["agree"]).check()
    on.press(on.resident, on.words["join"])
    on.open(on.resident, link(on.place, "bekrafta"))
    on.press(on.resident, on.words["confirm"])
    join(panel, municipality=on.place, name="Bosse", email="bosse@example.org")
    on.open(on.person, f"/inflytande/paneler/{panel.pk}/")
    return panel


def plan_and_ask(on: Journey, panel: ResidentPanel, *, idea: int) -> str:
    """A prototype test is planned, one of the two is asked by the keys, and answers from the letter."""
    page = on.open(on.person, f"/inflytande/samtal/ny/?om=ide-{idea}")
    page.locator("[name=kind][value=prototype]").check()
    fill(page, title="Pröva det nya brevet", day="2031-05-06", time="18:00", place="Biblioteket")
    fill(page, welcome="Det tar en timme.")
    page.select_option("#id_panel", str(panel.pk))
    on.press(on.person, on.words["plan"])
    with in_municipality(on.place):
        at = f"/inflytande/samtal/{ResidentSession.objects.get().pk}/"
        elsa = Panelist.objects.get(email=ELSA).pk
    page = on.open(on.person, f"{at}bjud-in/")
    page.locator(f"#p{elsa}").focus()
    page.keyboard.press("Space")
    on.press(on.person, on.words["some"])
    run_waiting()
    on.open(on.resident, link(on.place, "svara"))
    on.press(on.resident, on.words["yes"])
    with in_municipality(on.place):
        found = [(one.receiver.email, one.answer) for one in Participant.objects.select_related("panelist")]
        assert found == [(ELSA, Participant.Answer.YES)]
        ResidentSession.objects.update(starts_at=clock.now() - HOUR)
    return at


def hold_and_write_down(on: Journey, at: str) -> None:
    """It is held: what was said is written down, with a picture of it."""
    on.write(f"{at}genomfort/", took_part="1")
    on.write(f"{at}anteckningar/", text="“Jag vet inte vad jag ska göra med brevet.”")
    page = on.open(on.person, f"{at}filer/")
    page.set_input_files("#id_upload", {"name": "skiss.png", "mimeType": "image/png", "buffer": PNG})
    on.send()
    page.get_by_role("link", name="skiss.png", exact=True).wait_for()
    sound(on.person, on.width)


def tell_back(on: Journey, at: str) -> None:
    """What came of it is told back to the one who took part."""
    page = on.open(on.person, f"{at}lardomar/ny/")
    fill(page, text="Det viktigaste ska stå först.", came_of_it="Brevet är omskrivet.")
    page.select_option("#id_outcome", "change")
    on.send()
    on.write(f"{at}sammanfatta/", summary="Brevet är långt.")
    on.write(f"{at}skrivet/")
    on.write(f"{at}aterkoppla/")
    run_waiting()
    on.open(on.person, at)


@pytest.mark.parametrize(
    ("language", "width", "javascript"), [("sv-SE", 1280, True), ("en-GB", 390, True), ("sv-SE", 390, False)]
)
@pytest.mark.usefixtures("media")
def test_residents_are_asked_answer_and_are_told_what_came_of_it(
    language: str, width: int, javascript: bool, walk: Start, skovde: Municipality
) -> None:
    idea = make_idea(municipality=skovde, stage=2, title="Enklare brev")
    coach = make_member(Role.COACH, municipality=skovde, language=language[:2])
    people = [walk(language=language, width=width, javascript=javascript) for _ in range(2)]
    on = Journey(people[0].signed_in(skovde, coach), people[1], WORDS[language], width, skovde)
    panel = set_up_a_panel(on, language=language[:2])
    at = plan_and_ask(on, panel, idea=idea.pk)
    hold_and_write_down(on, at)
    tell_back(on, at)
    with in_municipality(skovde):
        assert ResidentSession.objects.get().status == Status.TOLD
        assert (Note.objects.count(), SessionFile.objects.count()) == (1, 1)
        letter = Mail.objects.filter(to=ELSA).order_by("-pk")[0]
        assert letter.subject.startswith(on.words["told"])
        assert "Brevet är omskrivet." in letter.text
        assert not Mail.objects.filter(to="bosse@example.org", subject__contains="Pröva").exists()


def test_colleague_finds_no_way_to_what_was_said(walk: Start, skovde: Municipality) -> None:
    """The wrong person is told so, on a page that holds."""
    person = walk(width=390).signed_in(skovde, make_member(municipality=skovde))
    person.open("/inflytande/samtal/ny/", skovde, status=403)
    person.check()
    page = person.open("/inflytande/", skovde)
    sound(person, 390)
    assert page.locator("a[href='/inflytande/samtal/ny/']").count() == 0

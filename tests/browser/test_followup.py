"""The follow-up: read, narrowed down, kept as a view and taken along as a file, on a phone and on a wide screen."""

from collections.abc import Callable

import pytest

from sluss.registry.models import Municipality
from tenants.ideas.models import Source
from tenants.people.models import Role
from tests.browser.conftest import Walk
from tests.factories.challenges import make_unit
from tests.factories.ideas import make_idea
from tests.factories.people import make_member

type Start = Callable[..., Walk]
WORDS = {
    "sv-SE": {
        "menu": "Uppföljning",
        "choose": "Välj period, enhet, källa eller kammare",
        "show": "Visa",
        "came": "4 idéer kom in.",
        "save_link": "Spara den här vyn",
        "save": "Spara vyn",
        "flow": "Hur långt idéer kommer",
        "csv": "Ladda ner för Excel",
    },
    "en-GB": {
        "menu": "Follow-up",
        "choose": "Choose period, unit, source or chamber",
        "show": "Show",
        "came": "4 ideas came in.",
        "save_link": "Save this view",
        "save": "Save the view",
        "flow": "How far ideas come",
        "csv": "Download for Excel",
    },
}


@pytest.mark.parametrize(("language", "width", "javascript"), [("sv-SE", 1280, True), ("en-GB", 390, True)])
def test_follow_up_is_narrowed_kept_and_taken_along(
    language: str, width: int, javascript: bool, walk: Start, skovde: Municipality
) -> None:
    words = WORDS[language]
    unit = make_unit("Hemtjänsten", municipality=skovde)
    for number in range(7):
        source = Source.RESIDENT if number < 4 else Source.EMPLOYEE
        make_idea(municipality=skovde, unit=unit, source=source, stage=1 + number % 3)
    member = make_member(Role.INNOVATION_MANAGER, Role.COACH, municipality=skovde, language=language[:2])
    person = walk(language=language, width=width, javascript=javascript).signed_in(skovde, member)
    page = person.open("/uppfoljning/", skovde)
    person.check()
    page.get_by_text(words["choose"]).click()
    page.select_option("#id_source", "resident")
    page.get_by_role("button", name=words["show"], exact=True).click()
    page.get_by_text(words["came"]).wait_for()
    page.get_by_role("link", name=words["save_link"]).click()
    page.fill("#id_name", "Invånarnas")
    person.check()
    page.get_by_role("button", name=words["save"]).click()
    page.locator("[aria-current=true]", has_text="Invånarnas").wait_for()
    page.get_by_role("link", name=words["flow"]).first.click()
    page.get_by_text(words["came"]).first.wait_for()
    person.check()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    with page.expect_download() as taken:
        page.get_by_role("link", name=words["csv"]).last.click()
    assert taken.value.suggested_filename.startswith("uppfoljning-flode-granser-")

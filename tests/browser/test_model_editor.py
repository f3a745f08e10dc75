"""The model is edited, looked through and published, and the board has its new columns; with and without script."""

from collections.abc import Callable

import pytest

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.ideas.models import Idea
from tenants.people.models import Role
from tests.browser.conftest import Walk
from tests.factories.ideas import make_idea
from tests.factories.people import make_member

Start = Callable[..., Walk]
WORDS = {
    "sv": {
        "begin": "Börja på ett utkast",
        "change": "Ändra ”Behov”",
        "save": "Spara i utkastet",
        "remove": "Ta bort ”Test”",
        "yes": "Ta bort",
        "preview": "Se vad som händer och publicera",
        "show": "Visa vad mina val innebär",
        "publish": "Publicera",
        "in_use": "Version 2 gäller nu. 2 idéer flyttades.",
    },
    "en": {
        "begin": "Begin a draft",
        "change": "Change “Need”",
        "save": "Save in the draft",
        "remove": "Remove “Test”",
        "yes": "Remove",
        "preview": "See what happens, and publish",
        "show": "Show what my choices mean",
        "publish": "Publish",
        "in_use": "Version 2 is in use. 2 ideas were moved.",
    },
}


@pytest.mark.parametrize(("language", "javascript", "width"), [("sv", True, 1280), ("en", False, 390)])
def test_model_is_edited_looked_through_and_published(
    walk: Start, skovde: Municipality, language: str, javascript: bool, width: int
) -> None:
    words = WORDS[language]
    first = make_idea(municipality=skovde, stage=1, title="Lampor")
    trial = make_idea(municipality=skovde, stage=3, title="Cyklar")
    editor = make_member(Role.INNOVATION_MANAGER, municipality=skovde)
    person = walk(javascript=javascript, width=width, language=f"{language}-SE").signed_in(skovde, editor)
    page = person.open("/modell/", skovde)
    person.check()
    page.get_by_role("button", name=words["begin"]).click()
    page.wait_for_url("**/modell/utkast/")
    person.check()
    page.get_by_role("link", name=words["change"]).click()
    page.fill("#id_name_sv", "Lyssna")
    page.fill("#id_name_en", "Listen")
    person.check()
    page.get_by_role("button", name=words["save"]).click()
    page.wait_for_url("**/modell/utkast/")
    page.get_by_role("link", name=words["remove"]).click()
    page.get_by_role("button", name=words["yes"]).click()
    page.wait_for_url("**/modell/utkast/")
    page.get_by_role("link", name=words["preview"]).click()
    person.check()
    choice = page.locator(f"#id_from_{trial.stage_id}")
    assert choice.input_value() == ""
    choice.select_option(index=2)
    page.get_by_role("button", name=words["show"]).click()
    person.check()
    assert page.locator(f"#id_from_{trial.stage_id} option:checked").inner_text().startswith("2. ")
    page.get_by_role("button", name=words["publish"], exact=True).click()
    page.wait_for_url("**/modell/version/2/")
    assert words["in_use"] in page.locator("main, [role=status], body").first.inner_text()
    person.check()
    page = person.open("/ideer/tavla/", skovde)
    columns = [text.split("\n")[0] for text in page.locator(".board-column h2").all_inner_texts()]
    expected = ["Lyssna", "Idé", "Införande", "Spridning"] if language == "sv" else ["Listen", "Idea", "Implementation"]
    assert [name for name in expected if not any(name in column for column in columns)] == []
    assert len(columns) == 4
    with in_municipality(skovde):
        assert list(Idea.objects.order_by("pk").values_list("pk", "stage__name_sv")) == [
            (first.pk, "Lyssna"),
            (trial.pk, "Idé"),
        ]


@pytest.mark.parametrize(
    ("language", "heading"), [("sv", "Innan du lämnar en idé"), ("en", "Before you leave an idea")]
)
def test_guidance_is_read_and_given_own_words(walk: Start, skovde: Municipality, language: str, heading: str) -> None:
    editor = make_member(Role.ADMINISTRATOR, municipality=skovde)
    person = walk(width=390, language=f"{language}-SE").signed_in(skovde, editor)
    page = person.open("/vagledning/", skovde)
    assert page.locator("h2").first.inner_text() == heading
    person.check()
    page.locator('a[href="/vagledning/bearer-before/andra/"]').click()
    page.fill("#id_sv", "Skriv som du pratar.")
    page.fill("#id_en", "Write as you talk.")
    person.check()
    page.locator("form button[type=submit]").filter(has_text="Spara" if language == "sv" else "Save").click()
    page.wait_for_url("**/vagledning/#bearer-before")
    assert ("Skriv som du pratar." if language == "sv" else "Write as you talk.") in page.locator("main").inner_text()

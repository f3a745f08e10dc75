"""What is like an idea: shown while it is written, then merged and put back, in both languages."""

from collections.abc import Callable

import pytest

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.ideas.models import Idea, Status
from tenants.people.models import Role
from tests.browser.conftest import Walk
from tests.factories.ideas import make_idea
from tests.factories.people import make_member

WORDS = {
    "sv-SE": ("Liknar det någon av de här?", "Slå ihop", "Ångra sammanslagningen", "Inte lika"),
    "en-GB": ("Is it like one of these?", "Merge", "Undo the merge", "Not alike"),
}


@pytest.mark.parametrize("language", WORDS)
def test_likeness_is_shown_while_writing_and_two_ideas_are_merged_and_parted(
    walk: Callable[..., Walk], skovde: Municipality, language: str
) -> None:
    asks, merge, undo, unlike = WORDS[language]
    first = make_idea(municipality=skovde, title="Bänkar vid alla hållplatser", stage=1)
    second = make_idea(municipality=skovde, title="En bänk vid varje hållplats", stage=1)
    third = make_idea(municipality=skovde, title="Bänk på hållplatsen vid torget", stage=1)
    coach = make_member(Role.COACH, municipality=skovde, language=language[:2])
    person = walk(language=language, width=390 if language == "en-GB" else 1280).signed_in(skovde, coach)
    page = person.open("/lamna/medarbetare/", skovde)
    page.locator("#id_title").press_sequentially("Sätt en bänk vid hållplatsen")
    page.locator("#alike h2", has_text=asks).wait_for()
    assert page.locator("#alike li").count() == 3
    person.check()
    person.open(f"/ideer/{first.pk}/liknande/", skovde)
    person.check()
    page.get_by_role("button", name=f"{unlike} {third.title}").click()
    page.locator(".card", has_text=third.title).wait_for(state="detached")
    page.get_by_role("link", name=f"{merge} {second.title}").click()
    person.check()
    page.fill("#id_message", "De vill samma sak.")
    page.get_by_role("button", name=merge).click()
    page.wait_for_url(f"**/ideer/{second.pk}/")
    person.open(f"/ideer/{first.pk}/liknande/", skovde)
    page.get_by_role("link", name=undo).click()
    page.fill("#id_message", "Det var olika saker.")
    person.check()
    page.get_by_role("button", name=undo).click()
    page.wait_for_url(f"**/ideer/{first.pk}/")
    with in_municipality(skovde):
        assert Idea.objects.get(pk=first.pk).status == Status.ACTIVE

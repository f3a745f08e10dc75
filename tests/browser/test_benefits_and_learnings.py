"""From a chain of effects to a measured benefit, and from a draft to a learning that another idea uses."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.benefits.models import Benefit, Line, Measurement
from tenants.ideas.models import Idea
from tenants.learnings.models import Learning, LearningMark
from tenants.people.models import Role
from tests.browser.conftest import Walk
from tests.factories.ideas import make_idea
from tests.factories.people import make_member

Start = Callable[..., Walk]
# The Swedish labels, and the English ones.
WORDS: dict[str, dict[str, str]] = {
    "sv-SE": {
        "benefit": "Nytta",
        "write chain": "Skriv effektkedjan",
        "save chain": "Spara kedjan",
        "alternative": "Lägg till ett alternativ",
        "save": "Spara",
        "line": "Lägg till en vinst eller kostnad",
        "money": "Pengar",
        "gain": "Vi vinner det",
        "save line": "Spara raden",
        "measure": "Lägg till ett mått",
        "falls": "När talet sjunker",
        "save measure": "Spara måttet",
        "enter": "Lägg in värdet",
        "unproven": "A – en gissning",
        "learnings": "Lärdomar",
        "write": "Skriv vad ni har lärt er",
        "save draft": "Spara utkastet",
        "sign": "Godkänn lärdomen",
        "use": "Vi använde den",
        "used": "Används i den här idén",
    },
    "en-GB": {
        "benefit": "Benefit",
        "write chain": "Write the effect chain",
        "save chain": "Save the chain",
        "alternative": "Add an alternative",
        "save": "Save",
        "line": "Add a gain or a cost",
        "money": "Money",
        "gain": "We gain it",
        "save line": "Save the line",
        "measure": "Add a measure",
        "falls": "When the number falls",
        "save measure": "Save the measure",
        "enter": "Enter the value",
        "unproven": "A – a guess",
        "learnings": "Learnings",
        "write": "Write what you have learned",
        "save draft": "Save the draft",
        "sign": "Sign the learning",
        "use": "We used this",
        "used": "Used in this idea",
    },
}


@pytest.mark.parametrize(("language", "width"), [("sv-SE", 390), ("en-GB", 1280)])
def test_benefit_is_reckoned_and_measured(walk: Start, skovde: Municipality, language: str, width: int) -> None:
    words = WORDS[language]
    leader = make_member(Role.INNOVATION_MANAGER, municipality=skovde, language=language[:2])
    idea = make_idea(municipality=skovde, title="Sms före besök", stage=3)
    person = walk(language=language, width=width).signed_in(skovde, leader)
    page = person.open(f"/ideer/{idea.pk}/", skovde)
    page.get_by_role("link", name=words["benefit"], exact=True).last.click()
    person.check()
    page.get_by_role("link", name=words["write chain"]).click()
    page.fill("#id_resources-0-text", "Ett tillägg i växeln")
    page.fill("#id_effects-0-text", "Kortare kö")
    page.fill("#id_effects-0-assumption", "folk svarar")
    person.check()
    page.get_by_role("button", name=words["save chain"]).click()
    page.get_by_role("link", name=words["alternative"]).click()
    page.fill("#id_name", "Köpa")
    page.get_by_role("button", name=words["save"], exact=True).click()
    page.get_by_role("link", name=words["line"]).last.click()
    page.get_by_label(words["money"]).check()
    page.get_by_label(words["gain"]).check()
    page.fill("#id_text", "Färre resor")
    for field, number in (("low", "1 000"), ("likely", "1500,50"), ("high", "2000")):
        page.fill(f"#id_{field}", number)
    person.check()
    page.get_by_role("button", name=words["save line"]).click()
    page.get_by_role("link", name=words["measure"]).click()
    page.get_by_label(words["money"]).check()
    page.fill("#id_name", "Kostnad för bomkörningar")
    page.get_by_label(words["falls"]).check()
    page.fill("#id_target", "60000")
    person.check()
    page.get_by_role("button", name=words["save measure"]).click()
    with in_municipality(skovde):
        benefit = Benefit.objects.get()
        assert Line.objects.get().likely == Decimal("1500.50")
    page.locator(f'a[href="/nytta/{benefit.key}/baseline/"]').click()
    page.fill("#id_value", "140 000")
    page.fill("#id_how", "Körjournalen")
    person.check()
    page.get_by_role("button", name=words["enter"]).click()
    page.get_by_text(words["unproven"]).first.wait_for()
    person.check()
    with in_municipality(skovde):
        assert Measurement.objects.get().value == 140_000
    person.open("/nytta/", skovde)
    page.get_by_role("link", name="Kostnad för bomkörningar").wait_for()
    person.check()


@pytest.mark.parametrize(("language", "javascript"), [("sv-SE", False), ("en-GB", True)])
def test_learning_is_signed_and_used(walk: Start, skovde: Municipality, language: str, javascript: bool) -> None:
    words = WORDS[language]
    leader = make_member(Role.INNOVATION_MANAGER, municipality=skovde, language=language[:2])
    first = make_idea(municipality=skovde, title="Lunch för äldre i skolan", stage=3)
    second: Idea = make_idea(municipality=skovde, title="Äldre äter lunch tillsammans", stage=2)
    person = walk(language=language, javascript=javascript).signed_in(skovde, leader)
    page = person.open(f"/ideer/{first.pk}/", skovde)
    page.locator(".around").get_by_role("link", name=words["learnings"]).click()
    page.get_by_role("link", name=words["write"]).click()
    page.fill("#id_assumption", "Att lunchen lockade.")
    page.fill("#id_learned", "Äldre kom för sällskapet, inte för lunchen.")
    person.check()
    page.get_by_role("button", name=words["save draft"]).click()
    page.get_by_role("link", name="Äldre kom för sällskapet").click()
    person.check()
    page.get_by_role("button", name=words["sign"]).click()
    page.wait_for_url("**/lardomar/*-*/")
    person.check()
    person.open(f"/ideer/{second.pk}/lardomar/", skovde)
    person.check()
    page.get_by_role("button", name=words["use"]).click()
    page.get_by_text(words["used"]).wait_for()
    with in_municipality(skovde):
        assert Learning.objects.get().signed_by == leader
        assert LearningMark.objects.get().idea_id == second.pk
    person.open("/lardomar/", skovde)
    person.check()

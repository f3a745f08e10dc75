"""A need from the inbox to an idea that answers it, and one answer for many, with script and without."""

from collections.abc import Callable

import pytest

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.ideas.models import Idea, Status
from tenants.needs.models import Need, NeedIdea
from tenants.people.models import Role
from tests.browser.conftest import Walk
from tests.browser.walking import press, seen
from tests.factories.ideas import make_idea
from tests.factories.jobs import run_waiting
from tests.factories.people import make_member

Start = Callable[..., Walk]
WORDS = {
    "sv-SE": {
        "take_in": "Ta in som behov",
        "one_sentence": "Behovet i en mening",
        "coach": "Idécoach",
        "message": "Ditt svar till den som lämnade den",
        "save": "Spara",
        "leave": "Lämna en idé för det här behovet",
        "idea": "Din idé i en mening",
        "send": "Skicka",
        "link": "Koppla en idé",
        "words": "Ord eller diarienummer",
        "search": "Sök",
        "link_it": "Koppla till behovet",
    },
    "en-GB": {
        "take_in": "Take in as need",
        "one_sentence": "The need in one sentence",
        "coach": "Idea coach",
        "message": "Your answer to the one who left it",
        "save": "Save",
        "leave": "Leave an idea for this need",
        "idea": "Your idea in one sentence",
        "send": "Send",
        "link": "Link an idea",
        "words": "Words or registry number",
        "search": "Search",
        "link_it": "Link it to the need",
    },
}

MANY_WORDS = {
    "sv-SE": {
        "choose": "Välj ”{}”",
        "answer_ticked": "Besvara dem jag har kryssat för",
        "answer": "Svara och avsluta",
        "opening": "Inledning",
        "thanks": "Ett tack, och varför inte nu",
        "put_in": "Lägg in i svaret",
        "begins": "Tack för att du delade med dig.",
        "look": "Titta på brevet",
        "answer_two": "Besvara 2 idéer",
        "given": "Svaren är lämnade",
        "take_back": "Ta tillbaka svaren",
        "taken_back": "Svaren är tillbakatagna",
    },
    "en-GB": {
        "choose": "Choose “{}”",
        "answer_ticked": "Answer those I have ticked",
        "answer": "Answer and close",
        "opening": "Opening",
        "thanks": "A thank you, and why not now",
        "put_in": "Put it into the answer",
        "begins": "Thank you for sharing this.",
        "look": "Look at the letter",
        "answer_two": "Answer 2 ideas",
        "given": "The answers are given",
        "take_back": "Take the answers back",
        "taken_back": "The answers are taken back",
    },
}


@pytest.mark.parametrize(
    ("language", "javascript", "width"),
    [("sv-SE", True, 1280), ("en-GB", True, 390), ("sv-SE", False, 390)],
)
def test_matter_becomes_a_need_that_gets_ideas(
    walk: Start, skovde: Municipality, language: str, javascript: bool, width: int
) -> None:
    words = WORDS[language]
    short = language[:2]
    matter = make_idea(municipality=skovde, title="Köp in tio bänkar", text="Det är långt till affären.")
    other = make_idea(municipality=skovde, title="Fällstolar på lyktstolpar", stage=2)
    coach = make_member(Role.COACH, municipality=skovde, name="Carina", language=short)
    person = walk(language=language, javascript=javascript, width=width).signed_in(skovde, coach)
    page = person.open(f"/inkorg/{matter.pk}/", skovde)
    if javascript:
        assert not page.get_by_label(words["one_sentence"]).is_visible()
    page.get_by_label(words["take_in"]).check()
    page.get_by_label(words["one_sentence"]).fill("Kunna vila på vägen hem")
    page.get_by_label(words["coach"], exact=True).select_option(label="Carina")
    page.get_by_label(words["message"]).fill("Tack! Vi tar reda på vilka fler det gäller.")
    seen(person)
    press(page, words["save"])
    page.wait_for_url("**/inkorg/")
    with in_municipality(skovde):
        need = Need.objects.get()
    assert (need.title, need.origin_id) == ("Kunna vila på vägen hem", matter.pk)

    page = person.open("/behov/?gap=on", skovde)
    seen(person)
    page.get_by_role("link", name="Kunna vila på vägen hem").click()
    page.wait_for_url(f"**/behov/{need.pk}/")
    seen(person)
    press(page, words["link"])
    page.get_by_label(words["words"]).fill("fällstolar")
    press(page, words["search"])
    page.get_by_label("Fällstolar på lyktstolpar").check()
    seen(person)
    press(page, words["link_it"])
    page.wait_for_url(f"**/behov/{need.pk}/")
    press(page, words["leave"])
    page.get_by_label(words["idea"]).fill("Bänkar som kommunen redan har i förrådet")
    seen(person)
    press(page, words["send"])
    page.wait_for_url("**/tack/**")
    page = person.open(f"/ideer/{other.pk}/behov/", skovde)
    assert page.get_by_role("link", name="Kunna vila på vägen hem").is_visible()
    seen(person)
    with in_municipality(skovde):
        assert NeedIdea.objects.filter(need=need).count() == 2


@pytest.mark.parametrize(("language", "javascript", "width"), [("sv-SE", True, 1280), ("en-GB", False, 390)])
def test_several_are_answered_at_once_and_taken_back(
    walk: Start, skovde: Municipality, language: str, javascript: bool, width: int
) -> None:
    words = MANY_WORDS[language]
    ideas = [
        make_idea(municipality=skovde, title=f"Papperskorg {n}", bearer=make_member(municipality=skovde))
        for n in range(3)
    ]
    leader = make_member(Role.INNOVATION_MANAGER, municipality=skovde, language=language[:2])
    person = walk(language=language, javascript=javascript, width=width).signed_in(skovde, leader)
    page = person.open("/inkorg/?q=papperskorg", skovde)
    for idea in ideas[:2]:
        page.get_by_label(words["choose"].format(idea.title)).check()
    seen(person)
    press(page, words["answer_ticked"])
    page.get_by_label(words["answer"]).check()
    page.get_by_label(words["opening"]).select_option(label=words["thanks"])
    press(page, words["put_in"])
    message = page.get_by_label(WORDS[language]["message"])
    assert message.input_value().startswith(words["begins"])
    message.fill("Tack. Parkenheten sätter ut fler i vår.")
    seen(person)
    press(page, words["look"])
    assert page.get_by_text("Tack. Parkenheten sätter ut fler i vår.").is_visible()
    seen(person)
    press(page, words["answer_two"])
    seen(person)
    run_waiting()
    if not javascript:
        page.reload()
    page.get_by_role("heading", name=words["given"]).wait_for()
    seen(person)
    with in_municipality(skovde):
        assert sorted(Idea.objects.values_list("status", flat=True)) == [Status.ANSWERED, Status.ANSWERED, Status.INBOX]
    press(page, words["take_back"])
    seen(person)
    press(page, words["take_back"])
    run_waiting()
    if not javascript:
        page.reload()
    page.get_by_role("heading", name=words["taken_back"]).wait_for()
    with in_municipality(skovde):
        assert set(Idea.objects.values_list("status", flat=True)) == {Status.INBOX}

"""A coach is chosen, talks and notes; a trial is planned, cleared, run and ended; its receiver says yes."""

from collections.abc import Callable

import pytest

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.people.models import Role
from tenants.trials.models import Trial
from tests.browser.conftest import Walk
from tests.factories.ideas import make_idea
from tests.factories.people import make_member

Start = Callable[..., Walk]
WORDS = {
    "sv": {
        "choose": "Välj Carina Åkerman",
        "note": "Anteckna ett samtal",
        "notes": "Anteckningar",
        "save": "Spara",
        "plan": "Planera ett test",
        "hypothesis": "Hypotes",
        "save_plan": "Spara planen",
        "give": "Ge svaret",
        "granted": "Klartecken",
        "clear": "Ge klartecken att starta",
        "start": "Starta",
        "end": "Avsluta som planerat",
        "result": "Skriv resultatet",
        "receive": "ja, jag tar emot resultatet",
        "answer": "Säg ja eller nej",
        "send": "Skicka mitt svar",
        "said_yes": "du har sagt ja",
    },
    "en": {
        "choose": "Choose Carina Åkerman",
        "note": "Note a session",
        "notes": "Notes",
        "save": "Save",
        "plan": "Plan a trial",
        "hypothesis": "Hypothesis",
        "save_plan": "Save the plan",
        "give": "Give the answer",
        "granted": "Granted",
        "clear": "Clear to start",
        "start": "Start",
        "end": "End as planned",
        "result": "Write the result",
        "receive": "yes, I receive the result",
        "answer": "Say yes or no",
        "send": "Send my answer",
        "said_yes": "you said yes",
    },
}


@pytest.mark.parametrize(("language", "width"), [("sv", 1280), ("en", 390)])
def test_coach_is_chosen_and_notes_a_session(walk: Start, skovde: Municipality, language: str, width: int) -> None:
    words = WORDS[language]
    coach = make_member(Role.COACH, municipality=skovde, name="Carina Åkerman", language=language)
    manager = make_member(Role.INNOVATION_MANAGER, municipality=skovde, language=language)
    idea = make_idea(municipality=skovde, stage=1, title="Digital kö till hemtjänsten", promised_on=clock.today())
    chooser = walk(width=width, language=language).signed_in(skovde, manager)
    page = chooser.open(f"/ideer/{idea.pk}/coachning/valj/", skovde)
    chooser.check()
    page.get_by_role("button", name=words["choose"]).click()
    page.wait_for_url(f"**/ideer/{idea.pk}/")

    person = walk(width=width, language=language).signed_in(skovde, coach)
    page = person.open("/coachning/", skovde)
    person.check()
    page.get_by_role("link", name=words["note"]).first.click()
    page.get_by_label(words["notes"]).fill("Tre enheter att ringa.")
    page.locator("#id_next_step").fill("Ring dem")
    page.locator("#id_next_step_on").fill(clock.today().isoformat())
    person.check()
    page.get_by_role("button", name=words["save"]).click()
    page.wait_for_url(f"**/ideer/{idea.pk}/coachning/")
    assert "Tre enheter att ringa." in page.content()
    person.check()
    page = chooser.open(f"/ideer/{idea.pk}/coachning/", skovde)
    assert "Tre enheter att ringa." not in page.content()
    chooser.check()


@pytest.mark.parametrize(("language", "width"), [("sv", 390), ("en", 1280)])
def test_trial_from_plan_to_result(walk: Start, skovde: Municipality, language: str, width: int) -> None:
    words = WORDS[language]
    manager = make_member(Role.INNOVATION_MANAGER, municipality=skovde, name="Ingrid Sjö", language=language)
    idea = make_idea(municipality=skovde, stage=3, title="Kortare telefonkö", coach=manager)
    person = walk(width=width, language=language).signed_in(skovde, manager)
    page = person.open(f"/ideer/{idea.pk}/test/", skovde)
    person.check()
    page.get_by_role("link", name=words["plan"]).click()
    page.locator("#id_receiving_owner").select_option(label="Ingrid Sjö")
    for name in ("hypothesis", "measure", "baseline", "stop_rule", "effect_chain", "rough_benefit", "equality"):
        page.locator(f"#id_{name}").fill(f"Text om {name}")
    page.locator("#id_alternatives").fill("Det nya\nDet gamla\nInget")
    page.locator("#id_money").fill("5000")
    person.check()
    page.get_by_role("button", name=words["save_plan"]).click()
    page.wait_for_url("**/test/*-*/")
    person.check()
    for number in range(3):
        page.get_by_role("link", name=words["give"]).nth(number).click()
        page.get_by_role("radio", name=words["granted"], exact=True).check()
        page.get_by_role("button", name=words["save"]).click()
        page.wait_for_url("**/test/*-*/")
    for move in (words["clear"], words["start"], words["end"]):
        page.get_by_role("link", name=move, exact=True).click()
        page.get_by_role("button", name=move, exact=True).click()
        page.wait_for_url("**/test/*-*/")
    page.get_by_role("link", name=words["result"]).click()
    person.check()
    page.locator("#id_measured").fill("11 minuter")
    page.locator("#id_stop_rule_met input[value=no]").check()
    page.locator("#id_conclusion").fill("Det fungerar.")
    page.locator("#id_recommendation input[value=go_on]").check()
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/test/*-*/")
    person.check()
    with in_municipality(skovde):
        assert Trial.objects.get().status == "analysed"

    page = person.open("/kommande/", skovde)
    person.check()
    page.get_by_role("link", name=words["answer"]).click()
    page.get_by_role("radio", name=words["receive"]).check()
    page.get_by_role("button", name=words["send"]).click()
    page.wait_for_url("**/kommande/")
    assert words["said_yes"] in page.content()
    page = person.open(f"/ideer/{idea.pk}/tid/", skovde)
    page.locator("button[name=hours]").first.click()
    page.wait_for_url("**/tid/")
    person.check()

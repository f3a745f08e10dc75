"""A resident answers a question on the secret page, and stops following: forms that a browser must be able to send."""

from collections.abc import Callable

import pytest

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.ideas.models import Idea
from tenants.ideas.transitions import InboxOutcome
from tenants.ideas.triage import Answer, triage
from tenants.people.models import Role
from tests.browser.conftest import Walk
from tests.factories.people import make_member, sign_in

Start = Callable[..., Walk]


@pytest.mark.parametrize(("language", "javascript"), [("sv-SE", True), ("en-GB", False)])
def test_resident_answers_and_stops_following(
    walk: Start, skovde: Municipality, language: str, javascript: bool
) -> None:
    form = {"title": "Bänk vid busshållplatsen", "email": "boende@example.org"}
    address = sign_in(skovde).post("/lamna/invanare/", form)["Location"]
    with in_municipality(skovde):
        idea = Idea.objects.get()
        coach = make_member(Role.COACH, municipality=skovde)
        triage(idea, answer=Answer(outcome=InboxOutcome.ASK_MORE, message="Vilken hållplats?"), actor=coach)

    resident = walk(language=language, javascript=javascript)
    page = resident.open(address, skovde)
    page.fill("#id_text", "Den vid skolan.")
    page.click("main form button[type=submit]")
    page.wait_for_load_state()
    resident.check()
    with in_municipality(skovde):
        idea.refresh_from_db()
    assert idea.status == "inbox"

    page = resident.open(f"{address}sluta/", skovde)
    page.click("main form button[type=submit]")
    page.wait_for_url("**/folj/")
    resident.open(address, skovde, status=404)

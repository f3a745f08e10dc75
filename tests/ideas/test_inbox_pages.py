"""The pages of the inbox: what each outcome asks for, two who answer at once, and odd signs in titles."""

import pytest
from django.test import Client

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from sluss.workflow.models import Event
from sluss.workflow.transitions import NotPossible
from tenants.ideas.answer import Answer
from tenants.ideas.models import Idea, Opening, Status
from tenants.ideas.transitions import InboxOutcome
from tenants.ideas.triage import triage
from tenants.people.models import Member, Role
from tests.factories.ideas import make_idea
from tests.factories.needs import make_need
from tests.factories.people import make_member, sign_in
from tests.ideas.inbox import complete, status_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("outcome", list(InboxOutcome))
def test_outcome_needs_every_field_of_its_own(skovde: Municipality, client: Client, outcome: InboxOutcome) -> None:
    idea, whole = make_idea(municipality=skovde), complete(skovde, outcome)
    path = f"/inkorg/{idea.pk}/"
    for left_out in set(whole) - {"outcome"}:
        answer = client.post(path, {name: value for name, value in whole.items() if name != left_out})
        assert answer.status_code == 422, left_out
        assert status_of(skovde, idea) == Status.INBOX
    assert client.post(path, whole).status_code == 302
    assert status_of(skovde, idea) != Status.INBOX


def test_managers_yes_is_kept_with_who_said_it_and_who_does_it(skovde: Municipality, client: Client) -> None:
    idea, whole = make_idea(municipality=skovde), complete(skovde, InboxOutcome.DO_IN_LINE)
    client.post(f"/inkorg/{idea.pk}/", whole)
    with in_municipality(skovde):
        assert Event.objects.get(kind="do_in_line").data["yes_by"] == whole["yes_by"]


def test_manager_who_bears_the_idea_says_no_yes(skovde: Municipality, client: Client) -> None:
    manager = make_member(Role.MANAGER, municipality=skovde)
    idea = make_idea(municipality=skovde, bearer=manager)
    whole = complete(skovde, InboxOutcome.DO_IN_LINE) | {"yes_by": manager.pk}
    assert client.post(f"/inkorg/{idea.pk}/", whole).status_code == 422
    assert status_of(skovde, idea) == Status.INBOX


@pytest.mark.parametrize("status", sorted(set(Status) - {"inbox", "asked", "active", "on_hold"}))
def test_nothing_is_connected_to_what_has_ended(in_skovde: Municipality, status: Status) -> None:
    idea, target = make_idea(municipality=in_skovde), make_idea(municipality=in_skovde, stage=1, status=status)
    coach = make_member(Role.COACH, municipality=in_skovde)
    with pytest.raises(NotPossible):
        triage(idea, answer=Answer(outcome=InboxOutcome.CONNECT, message="Tack.", target=target), actor=coach)
    assert Idea.objects.get(pk=idea.pk).status == Status.INBOX


def test_nothing_is_connected_to_itself(skovde: Municipality, client: Client, leader: Member) -> None:
    idea = make_idea(municipality=skovde)
    with in_municipality(skovde), pytest.raises(NotPossible):
        triage(idea, answer=Answer(outcome=InboxOutcome.CONNECT, message="Tack.", target=idea), actor=leader)
    form = {"outcome": "connect", "message": "Tack.", "chosen": f"idea-{idea.pk}"}
    assert client.post(f"/inkorg/{idea.pk}/", form).status_code == 422
    assert status_of(skovde, idea) == Status.INBOX


@pytest.mark.parametrize("code", ["idea-999999", "need-999999", "need-x", "challenge-1", "idea-", "'"])
def test_code_of_nothing_is_refused(skovde: Municipality, client: Client, code: str) -> None:
    idea = make_idea(municipality=skovde)
    form = {"outcome": "connect", "message": "Tack.", "chosen": code}
    assert client.post(f"/inkorg/{idea.pk}/", form).status_code == 422
    assert status_of(skovde, idea) == Status.INBOX


def test_search_brings_everything_typed_back_with_ideas_and_needs(skovde: Municipality, client: Client) -> None:
    idea = make_idea(municipality=skovde, title="En bänk till")
    other = make_idea(municipality=skovde, stage=1, title="Bänkar vid vårdcentralen")
    need = make_need(municipality=skovde, title="Vila på en bänk på vägen")
    typed = {"outcome": "connect", "message": "Mitt långa svar", "target": "bänk", "search": "1"}
    page = client.post(f"/inkorg/{idea.pk}/", typed).content.decode()
    assert "Mitt långa svar" in page
    assert f'value="idea-{other.pk}"' in page
    assert f'value="need-{need.pk}"' in page
    assert f'value="idea-{idea.pk}"' not in page
    part = client.post(f"/inkorg/{idea.pk}/finns/", {"target": "vårdcentral"}).content.decode()
    assert f'value="idea-{other.pk}"' in part
    assert "<html" not in part


def test_opening_is_put_into_what_was_typed(skovde: Municipality, client: Client) -> None:
    reader = make_member(municipality=skovde, language="en")
    idea = make_idea(municipality=skovde, bearer=reader)
    typed = {"message": "Hello Ann.", "opening": "ask", "insert": "1"}
    answer = client.post(f"/inkorg/{idea.pk}/", typed)
    page = answer.content.decode()
    assert "Hello Ann.\n\nThank you for getting in touch." in page
    assert answer.context["form"]["outcome"].value() == "ask_more"
    assert status_of(skovde, idea) == Status.INBOX


def test_opening_is_worded_anew_and_brought_back(skovde: Municipality, client: Client) -> None:
    own = {"outcome": "ask_more", "name": "Fråga", "text_sv": "Hej! Berätta mer.", "active": "on"}
    assert client.post("/inkorg/oppningar/ask/", own).status_code == 302
    idea = make_idea(municipality=skovde)
    insert = {"opening": "ask", "insert": "1"}
    assert "Hej! Berätta mer." in client.post(f"/inkorg/{idea.pk}/", insert).content.decode()
    assert client.post("/inkorg/oppningar/ask/", own | {"text_sv": " "}).status_code == 422
    assert client.post("/inkorg/oppningar/ask/", {"throw": "1"}).status_code == 302
    assert "Hej! Berätta mer." not in client.post(f"/inkorg/{idea.pk}/", insert).content.decode()


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.INNOVATION_MANAGER}))
def test_openings_are_worded_by_the_innovation_manager(skovde: Municipality, role: Role) -> None:
    client = sign_in(skovde, make_member(role, municipality=skovde))
    own = {"outcome": "answer", "name": "Nej", "text_sv": "Nej."}
    assert client.post("/inkorg/oppningar/ny/", own).status_code == 403
    with in_municipality(skovde):
        assert not Opening.objects.exists()

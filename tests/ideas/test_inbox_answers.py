"""What the inbox answers, to whom, and what happens when somebody was first."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.ideas.access import visible_to
from tenants.ideas.answer import Answer, Door
from tenants.ideas.edit import mark_secrecy
from tenants.ideas.models import Handover, Idea, Secrecy, Status
from tenants.ideas.transitions import InboxOutcome
from tenants.ideas.triage import triage
from tenants.mail.models import Mail
from tenants.needs.models import Need
from tenants.people.models import Member, Role
from tests.factories.ideas import make_idea
from tests.factories.people import make_member, sign_in
from tests.ideas.inbox import FILTERS, ODD, complete, status_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("door", "says"),
    [
        (Door.FAULT, "ett fel som ska lagas"),
        (Door.COMPLAINT, "ett klagomål eller en synpunkt"),
        (Door.PROPOSAL, "ett medborgarförslag"),
    ],
)
def test_letter_suits_the_door(skovde: Municipality, client: Client, door: Door, says: str) -> None:
    idea = make_idea(municipality=skovde, title="Gungan", bearer=make_member(municipality=skovde))
    form = {
        "outcome": "wrong_door",
        "door": door.value,
        "handed_to": "Parkenheten",
        "reference": "F-117",
        "message": "Tack.",
    }
    assert client.post(f"/inkorg/{idea.pk}/", form).status_code == 302
    with in_municipality(skovde):
        letter = Mail.objects.get(about_id=idea.pk).text
        handover = Handover.objects.get()
    assert says in letter
    assert "Det är överlämnat till Parkenheten. Deras beteckning är F-117." in letter
    assert (handover.door, handover.to_whom, handover.reference) == (door.value, "Parkenheten", "F-117")
    assert "Överlämnat till: Parkenheten, F-117" in client.get(f"/ideer/{idea.pk}/").content.decode()


def test_whistle_blowing_is_spread_no_further(skovde: Municipality, client: Client) -> None:
    bearer = make_member(municipality=skovde)
    idea = make_idea(municipality=skovde, title="Mutor på kontoret", text="Han tog emot pengar.", bearer=bearer)
    form = {"outcome": "wrong_door", "door": "whistle", "handed_to": "Visselblåsarfunktionen", "message": "Tack."}
    answer = client.post(f"/inkorg/{idea.pk}/", form, follow=True)
    assert "Mutor" not in answer.content.decode()
    with in_municipality(skovde):
        letter = Mail.objects.get(about_id=idea.pk)
        assert "Mutor" not in letter.subject + letter.text + letter.html
        assert "Visselblåsarfunktionen" in letter.text
        assert Idea.objects.get(pk=idea.pk).secrecy == Secrecy.CLOSED
        for role in Role:
            sees = visible_to(make_member(role, municipality=skovde)).filter(pk=idea.pk).exists()
            assert sees is (role in (Role.INNOVATION_MANAGER, Role.REGISTRAR)), role
        assert visible_to(bearer).filter(pk=idea.pk).exists()


def test_second_handler_sees_what_the_first_did_and_keeps_the_text(
    skovde: Municipality, client: Client, leader: Member
) -> None:
    idea = make_idea(municipality=skovde, bearer=make_member(municipality=skovde))
    seen = client.get(f"/inkorg/{idea.pk}/").context["form"]["seen"].value()
    other = make_member(Role.COACH, municipality=skovde, name="Carina Först")
    with in_municipality(skovde):
        triage(idea, answer=Answer(outcome=InboxOutcome.ANSWER, message="Jag var först."), actor=other)
    form = {"outcome": "answer", "message": "Mitt långa, genomtänkta svar.", "seen": seen}
    answer = client.post(f"/inkorg/{idea.pk}/", form)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert all(words in page for words in ("Carina Först", "Jag var först.", "Mitt långa, genomtänkta svar."))
    with in_municipality(skovde):
        assert Mail.objects.count() == 1


def test_idea_that_changed_meanwhile_is_answered_by_saving_again(
    skovde: Municipality, client: Client, leader: Member
) -> None:
    idea = make_idea(municipality=skovde)
    seen = client.get(f"/inkorg/{idea.pk}/").context["form"]["seen"].value()
    with in_municipality(skovde):
        mark_secrecy(idea, secrecy="assess", actor=leader)
    form = {"outcome": "answer", "message": "Mitt svar.", "seen": seen}
    answer = client.post(f"/inkorg/{idea.pk}/", form)
    assert answer.status_code == 409
    assert "Mitt svar." in answer.content.decode()
    assert status_of(skovde, idea) == Status.INBOX
    again = form | {"seen": answer.context["form"]["seen"].value()}
    assert client.post(f"/inkorg/{idea.pk}/", again).status_code == 302
    assert status_of(skovde, idea) == Status.ANSWERED


def test_manager_is_offered_the_one_outcome_a_manager_has(skovde: Municipality) -> None:
    idea = make_idea(municipality=skovde)
    # Reads the inbox as an agent, says yes as a manager.
    client = sign_in(skovde, make_member(Role.MANAGER, Role.AGENT, municipality=skovde))
    form = client.get(f"/inkorg/{idea.pk}/").context["form"]
    assert [value for value, _label in form.fields["outcome"].choices] == ["do_in_line"]
    assert 'data-shortcut="4"' in str(form["outcome"])
    assert client.post(f"/inkorg/{idea.pk}/", {"outcome": "answer", "message": "Nej."}).status_code == 422
    assert status_of(skovde, idea) == Status.INBOX


@pytest.mark.parametrize("message", ["", "   ", "\u200b\u202e", "x" * 10_001])
def test_empty_and_huge_answers_are_refused(skovde: Municipality, client: Client, message: str) -> None:
    idea = make_idea(municipality=skovde)
    assert client.post(f"/inkorg/{idea.pk}/", {"outcome": "answer", "message": message}).status_code == 422
    assert status_of(skovde, idea) == Status.INBOX


def test_odd_signs_in_titles_stay_in_their_place(skovde: Municipality, client: Client) -> None:
    idea = make_idea(municipality=skovde, title=ODD)
    for path in ("/inkorg/", f"/inkorg/{idea.pk}/"):
        page = client.get(path).content.decode()
        assert "<bdi>\u202eBänk\u200b 🚲 &lt;b&gt;x&lt;/b&gt;</bdi>" in page, path
        assert "<b>x</b>" not in page


@pytest.mark.parametrize("asked", list(FILTERS))
def test_inbox_is_narrowed_down(skovde: Municipality, client: Client, asked: str) -> None:
    wanted, other = make_idea(municipality=skovde), make_idea(municipality=skovde)
    with in_municipality(skovde):
        Idea.objects.filter(pk=wanted.pk).update(**FILTERS[asked])
    page = client.get(f"/inkorg/?{asked}").content.decode()
    assert f'href="/inkorg/{wanted.pk}/"' in page
    assert f'href="/inkorg/{other.pk}/"' not in page
    assert client.get(f"/inkorg/?{asked.split('=', maxsplit=1)[0]}=odd").status_code == 200


def test_taking_in_a_need_by_the_form_sharpens_it(skovde: Municipality, client: Client) -> None:
    idea = make_idea(municipality=skovde, title="Köp in tio bänkar")
    form = complete(skovde, InboxOutcome.TAKE_IN_NEED)
    client.post(f"/inkorg/{idea.pk}/", form | {"need_title": "Kunna vila på vägen", "need_frequency": "daily"})
    with in_municipality(skovde):
        need = Need.objects.get()
    assert (need.title, need.frequency, need.origin_id) == ("Kunna vila på vägen", "daily", idea.pk)


def test_bulk_pages_need_as_many_statements_for_ten_as_for_many(skovde: Municipality, client: Client) -> None:
    def cost(count: int) -> list[int]:
        ideas = [make_idea(municipality=skovde).pk for _ in range(count)]
        page = str(client.post("/inkorg/svar/nytt/", {"idea": ideas})["Location"])
        client.post(page, {"outcome": "answer", "message": "Tack."})
        found = []
        for path in (page, f"{page}forhandsvisa/", "/inkorg/svar/"):
            client.get(path)
            with CaptureQueriesContext(connection) as caught:
                assert client.get(path).status_code == 200
            found.append(len(caught))
        return found

    assert cost(10) == cost(60)


@pytest.mark.parametrize("button", ["search", "insert", "connect_to"])
def test_signs_that_the_database_cannot_keep_break_no_button(skovde: Municipality, client: Client, button: str) -> None:
    idea = make_idea(municipality=skovde)
    typed = {"target": "bänk\x00", "message": "Tack\x00", "opening": "\x00", button: "1"}
    page = client.post(f"/inkorg/{idea.pk}/", typed)
    assert page.status_code == 200
    assert "\x00" not in page.text
    assert client.post(f"/inkorg/{idea.pk}/finns/", typed).status_code == 200


@pytest.mark.parametrize("path", ["/inkorg/", "/ideer/", "/behov/ideer-utan-behov/", "/oppet/ideer/"])
def test_page_far_beyond_the_end_is_the_last_one(client: Client, path: str) -> None:
    assert client.get(path, {"page": "9" * 40}).status_code == 200

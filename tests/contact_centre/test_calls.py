"""Taking a call: written down, looked up, registered once, read aloud."""

import datetime as dt
import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from sluss.workflow.models import Event
from tenants.contact_centre.models import Contact
from tenants.contact_centre.rules import TAKERS
from tenants.contact_centre.wording import in_groups, title_and_text
from tenants.ideas.models import Idea, Source
from tenants.mail.models import Mail
from tenants.people.models import Member, Role
from tests.factories.ideas import make_idea
from tests.factories.people import make_member, sign_in

pytestmark = pytest.mark.django_db
CALL, ALREADY = "/kundcenter/", "/kundcenter/finns-redan/"
FORM = {"what": "Sätt en bänk vid hållplatsen. Många äldre väntar stående.", "for_whom": "Äldre i Ryd"}
REACHED = {"name": "Elsa Ek", "email": "elsa@example.org", "phone": "0500-123456", "consent": "on"}


def ideas_in(municipality: Municipality) -> list[Idea]:
    with in_municipality(municipality):
        return list(Idea.objects.prefetch_related("bearers"))


def test_call_is_registered_for_the_caller_and_read_aloud(
    client: Client, agent: Member, skovde: Municipality, hjo: Municipality
) -> None:
    answer = client.post(CALL, FORM | REACHED, follow=True)
    (idea,) = ideas_in(skovde)
    assert (idea.title, idea.text) == ("Sätt en bänk vid hållplatsen", FORM["what"])
    assert (idea.source, idea.for_whom) == (Source.CONTACT_CENTRE, "Äldre i Ryd")
    (bearer,) = idea.bearers.all()
    assert (bearer.name, bearer.email, bearer.phone, bearer.member_id) == (*list(REACHED.values())[:3], None)
    with in_municipality(skovde):
        assert Event.objects.get(kind="received").actor_id == agent.pk
    page = answer.content.decode()
    for group in idea.registry_number.replace("/", " ").split():
        assert f"<span>{group}</span>" in page
    assert "Du får svar senast" in page
    assert ideas_in(hjo) == []


def test_caller_follows_by_letter_and_by_the_code_that_was_read_aloud(client: Client, skovde: Municipality) -> None:
    page = client.post(CALL, FORM | REACHED, follow=True).content.decode()
    spoken = page.split('class="spoken"')[2]
    code = "-".join(re.findall(r"<span>([A-Z2-9]{4})</span>", spoken))
    followed = sign_in(skovde).post("/folj/", {"code": code}, follow=True).content.decode()
    assert "Sätt en bänk vid hållplatsen" in followed
    with in_municipality(skovde):
        mail = Mail.objects.get()
    assert mail.to == "elsa@example.org"
    assert "/folj/" in mail.text


def test_code_is_shown_to_nobody_else(client: Client, skovde: Municipality) -> None:
    address = client.post(CALL, FORM).headers["Location"]
    assert client.get(address).content.decode().count('class="spoken"') == 2
    colleague = sign_in(skovde, make_member(Role.AGENT, municipality=skovde))
    assert colleague.get(address).content.decode().count('class="spoken"') == 1


def test_nameless_call_sends_no_letter(client: Client, skovde: Municipality) -> None:
    assert client.post(CALL, {"what": "Fler soptunnor"}).status_code == 302
    (idea,) = ideas_in(skovde)
    assert (idea.title, idea.text) == ("Fler soptunnor", "")
    with in_municipality(skovde):
        assert not Mail.objects.exists()


BAD = [
    ({"what": " "}, "what"),
    (REACHED | {"consent": ""}, "consent"),
    (REACHED | {"email": "elsa"}, "email"),
    (REACHED | {"phone": "ring"}, "phone"),
    ({"what": "Ring 19900101-0017 om bänken"}, "what"),
]


@pytest.mark.parametrize(("change", "field"), BAD)
def test_call_with_a_fault_keeps_what_was_typed_and_registers_nothing(
    client: Client, skovde: Municipality, change: dict[str, str], field: str
) -> None:
    answer = client.post(CALL, FORM | change)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert "Äldre i Ryd" in answer.content.decode()
    assert ideas_in(skovde) == []


def test_same_form_sent_twice_is_one_idea(client: Client, skovde: Municipality) -> None:
    form = FORM | {"submission_key": str(uuid.uuid4())}
    assert client.post(CALL, form).headers["Location"] == client.post(CALL, form).headers["Location"]
    assert len(ideas_in(skovde)) == 1


@pytest.mark.parametrize("role", list(Role))
def test_only_those_who_take_calls_come_in(skovde: Municipality, role: Role) -> None:
    client = sign_in(skovde, make_member(role, municipality=skovde))
    allowed = role in TAKERS
    assert client.get(CALL).status_code == (200 if allowed else 403)
    assert client.post(ALREADY, {"what": "bänk"}).status_code == (200 if allowed else 403)
    assert client.post(CALL, FORM).status_code == (302 if allowed else 403)
    assert len(ideas_in(skovde)) == allowed
    assert ("Kundcenter" in client.get("/").content.decode()) is allowed


SAID = [
    ("Kort.", ("Kort", "")),
    ("Första. Andra!", ("Första", "Första. Andra!")),
    ("Rad ett\nrad två", ("Rad ett", "Rad ett\nrad två")),
    ("Kan vi få en bänk?", ("Kan vi få en bänk?", "")),
]


@pytest.mark.parametrize(("said", "parts"), SAID)
def test_first_sentence_is_the_title(said: str, parts: tuple[str, str]) -> None:
    assert title_and_text(said) == parts


def test_long_sentence_is_cut_between_words() -> None:
    title, text = title_and_text("ord " * 100)
    assert title == "ord " * 29 + "ord …"
    assert text == "ord " * 100


def test_number_is_read_in_short_groups() -> None:
    assert in_groups("KS 2026/0412") == ["KS", "2026", "0412"]


def test_receipt_belongs_to_calls_alone(client: Client, skovde: Municipality) -> None:
    other = make_idea(municipality=skovde, source=Source.EMPLOYEE)
    assert client.get(f"/kundcenter/{other.pk}/").status_code == 404


PAPER = "/kundcenter/papper/"


def test_paper_is_registered_today_and_keeps_the_day_it_came(
    client: Client, skovde: Municipality, agent: Member
) -> None:
    day = clock.today() - dt.timedelta(days=9)
    scan = SimpleUploadedFile("sida.txt", b"inskannad sida")
    page = client.post(PAPER, FORM | REACHED | {"received_on": day.isoformat(), "scan": scan}, follow=True)
    assert page.status_code == 200
    assert "Skriv det här på papperet" in page.content.decode()
    (idea,) = ideas_in(skovde)
    assert idea.received_at.astimezone(clock.STOCKHOLM).date() == day
    assert idea.entered_stage_at.astimezone(clock.STOCKHOLM).date() == clock.today()
    assert idea.promised_on is not None
    assert idea.promised_on >= clock.today()
    with in_municipality(skovde):
        contact = Contact.objects.get()
        assert (contact.channel, contact.answer_by, contact.taken_by_id) == ("paper", "email", agent.pk)
        assert [file.name for file in idea.attachments.all()] == ["sida.txt"]


BAD_DAYS = [1, -3700]


@pytest.mark.parametrize("days", BAD_DAYS)
def test_paper_of_an_impossible_day_is_not_registered(client: Client, skovde: Municipality, days: int) -> None:
    day = clock.today() + dt.timedelta(days=days)
    answer = client.post(PAPER, FORM | {"received_on": day.isoformat()})
    assert answer.status_code == 422
    assert "received_on" in answer.context["form"].errors
    assert ideas_in(skovde) == []


def test_paper_search_keeps_what_was_typed(client: Client, skovde: Municipality) -> None:
    make_idea(municipality=skovde, title="Bänkar vid alla hållplatser")
    page = client.post(PAPER, FORM | {"received_on": "2026-01-02", "search": "1"}).content.decode()
    assert "Bänkar vid alla hållplatser" in page
    assert 'value="2026-01-02"' in page


WAYS = [
    ({}, "none", True),
    (REACHED, "email", True),
    (REACHED | {"answer_by": "phone"}, "phone", True),
    ({"answer_by": "phone"}, "", False),
    (REACHED | {"email": "", "answer_by": "email"}, "", False),
    ({"answer_by": "carrier pigeon"}, "", False),
]


@pytest.mark.parametrize(("given", "kept", "registered"), WAYS)
def test_answer_comes_as_the_caller_wants(
    client: Client, skovde: Municipality, given: dict[str, str], kept: str, registered: bool
) -> None:
    answer = client.post(CALL, FORM | given)
    assert answer.status_code == (302 if registered else 422)
    with in_municipality(skovde):
        assert list(Contact.objects.values_list("answer_by", flat=True)) == ([kept] if registered else [])
        assert Idea.objects.count() == registered

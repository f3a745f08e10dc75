"""Leaving an idea: as employee, as resident, before sign-in, twice, and with what does not belong in it."""

import re
import uuid

import pytest
from django.test import Client

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.ideas.models import Idea, Source
from tenants.intake.models import Draft
from tenants.mail.models import Mail
from tenants.organisation.models import Authority, Unit
from tenants.people.models import Role
from tests.factories.challenges import make_unit
from tests.factories.people import make_member, sign_in

pytestmark = pytest.mark.django_db
FORM = {"title": "Bänk vid busshållplatsen", "text": "Många äldre väntar stående."}


def ideas_in(municipality: Municipality) -> list[Idea]:
    with in_municipality(municipality):
        return list(Idea.objects.all())


def test_employee_leaves_an_idea_and_hears_back(skovde: Municipality, hjo: Municipality) -> None:
    member = make_member(municipality=skovde)
    answer = sign_in(skovde, member).post("/lamna/medarbetare/", FORM, follow=True)
    assert answer.redirect_chain[0][0].startswith("/tack/")
    (idea,) = ideas_in(skovde)
    assert (idea.title, idea.source) == (FORM["title"], Source.EMPLOYEE)
    with in_municipality(skovde):
        assert Mail.objects.get(to=member.email).about_id == idea.pk
    assert ideas_in(hjo) == []


def test_resident_leaves_an_idea_and_follows_it_by_address_and_code(skovde: Municipality) -> None:
    client = sign_in(skovde)
    answer = client.post("/lamna/invanare/", {**FORM, "email": "boende@example.org"}, follow=True)
    page = answer.content.decode()
    code = re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}", page)
    assert code is not None
    assert FORM["title"] in page
    elsewhere = sign_in(skovde).post("/folj/", {"code": code[0].lower().replace("-", " ")}, follow=True)
    assert FORM["title"] in elsewhere.content.decode()
    # The code gave a new address: the first one is useless now.
    gone = sign_in(skovde).get(answer.redirect_chain[0][0])
    assert gone.status_code == 404
    assert "Den här adressen fungerar inte längre." in gone.content.decode()
    assert '<form method="post" action="/folj/"' in gone.content.decode()
    with in_municipality(skovde):
        assert code[0] in Mail.objects.get(to="boende@example.org").text


def test_follow_address_of_one_municipality_is_nothing_in_another(skovde: Municipality, hjo: Municipality) -> None:
    path = sign_in(skovde).post("/lamna/invanare/", FORM)["Location"]
    assert sign_in(skovde).get(path).status_code == 200
    assert sign_in(hjo).get(path).status_code == 404


def test_wrong_code_finds_nothing_and_is_braked(skovde: Municipality) -> None:
    client = sign_in(skovde)
    tries = [client.post("/folj/", {"code": "AAAA-BBBB-CCCC"}).status_code for _ in range(21)]
    assert tries == [422] * 20 + [429]


def test_same_form_sent_twice_is_one_idea(skovde: Municipality) -> None:
    client = sign_in(skovde, make_member(municipality=skovde))
    form = {**FORM, "submission_key": str(uuid.uuid4())}
    first, second = client.post("/lamna/medarbetare/", form), client.post("/lamna/medarbetare/", form)
    assert first["Location"] == second["Location"]
    assert len(ideas_in(skovde)) == 1


def test_idea_is_about_a_unit_in_use(skovde: Municipality) -> None:
    """Offered in Swedish order; the number is of the authority that the unit belongs to."""
    oven, ang, closed = (make_unit(name, municipality=skovde) for name in ("Önska", "Äng", "Ålagd"))
    with in_municipality(skovde):
        Unit.objects.filter(pk=closed.pk).update(active=False)
        other = Authority.objects.create(name="Bygg", abbreviation="BN")
        Unit.objects.filter(pk=oven.pk).update(authority=other)
    client = sign_in(skovde, make_member(municipality=skovde))
    page = client.get("/lamna/medarbetare/").content.decode()
    choices = re.findall(r'<option value="(\d+)">([^<]+)</option>', page)
    assert choices == [(str(ang.pk), "Äng"), (str(oven.pk), "Önska")]
    assert client.post("/lamna/medarbetare/", {**FORM, "unit": closed.pk}).status_code == 422
    assert ideas_in(skovde) == []
    assert client.post("/lamna/medarbetare/", {**FORM, "unit": oven.pk}).status_code == 302
    with in_municipality(skovde):
        idea = Idea.objects.get()
        assert (idea.unit_id, idea.authority) == (oven.pk, other)
        assert idea.registry_number.startswith("BN ")


def test_empty_form_comes_back_with_what_was_typed(skovde: Municipality) -> None:
    answer = sign_in(skovde).post("/lamna/invanare/", {"title": "", "text": "Det jag redan skrivit"})
    assert answer.status_code == 422
    assert "Det jag redan skrivit" in answer.content.decode()
    assert 'href="#id_title"' in answer.content.decode()
    assert ideas_in(skovde) == []


def test_personal_number_is_asked_about_before_anything_is_kept(skovde: Municipality) -> None:
    client = sign_in(skovde)
    form = {**FORM, "text": "Ring 19900101-0017"}
    assert client.post("/lamna/invanare/", form).status_code == 422
    assert ideas_in(skovde) == []
    assert client.post("/lamna/invanare/", {**form, "keep_numbers": "on"}).status_code == 302
    assert len(ideas_in(skovde)) == 1


def test_invisible_signs_are_taken_out(skovde: Municipality) -> None:
    sign_in(skovde).post("/lamna/invanare/", {"title": "Cykel\u202estig\u200b 🚲\x00", "text": "a\r\nb"})
    (idea,) = ideas_in(skovde)
    assert (idea.title, idea.text) == ("Cykelstig 🚲", "a\nb")


def test_draft_typed_before_sign_in_comes_back_afterwards(skovde: Municipality) -> None:
    anonymous = Client(headers={"host": "skovde.localhost"})
    answer = anonymous.post("/lamna/medarbetare/", FORM)
    assert answer.status_code == 302
    assert ideas_in(skovde) == []
    signed_in = sign_in(skovde, make_member(municipality=skovde))
    signed_in.cookies["sluss_draft"] = anonymous.cookies["sluss_draft"].value
    page = signed_in.get("/lamna/medarbetare/", follow=True).content.decode()
    assert FORM["title"] in page


@pytest.mark.parametrize("role", list(Role))
def test_draft_is_private_to_the_member_whoever_asks(skovde: Municipality, role: Role) -> None:
    owner = make_member(municipality=skovde)
    sign_in(skovde, owner).post("/lamna/medarbetare/", {**FORM, "draft": "1"})
    with in_municipality(skovde):
        draft = Draft.objects.get(member=owner)
    client = sign_in(skovde, make_member(role, municipality=skovde))
    assert client.get(f"/lamna/medarbetare/?utkast={draft.pk}").status_code == 404
    assert client.post(f"/utkast/{draft.pk}/ta-bort/").status_code == 404
    assert FORM["title"] not in client.get("/utkast/").content.decode()
    with in_municipality(skovde):
        assert Draft.objects.filter(pk=draft.pk).exists()


def test_draft_is_gone_when_it_is_sent(skovde: Municipality) -> None:
    member = make_member(municipality=skovde)
    client = sign_in(skovde, member)
    client.post("/lamna/medarbetare/", {**FORM, "draft": "1"})
    with in_municipality(skovde):
        draft = Draft.objects.get()
    client.post(f"/lamna/medarbetare/?utkast={draft.pk}", FORM)
    with in_municipality(skovde):
        assert not Draft.objects.exists()
        assert Idea.objects.count() == 1


def test_stopped_following_makes_address_and_code_useless(skovde: Municipality) -> None:
    client = sign_in(skovde)
    path = client.post("/lamna/invanare/", FORM)["Location"]
    client.post(f"{path}sluta/")
    assert client.get(path).status_code == 404

"""“Is it like this?” on the forms for leaving an idea, for members and residents."""

from typing import Any

import pytest
from django.test import Client

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.ideas.models import Idea, Secrecy, Status
from tenants.people.models import Role
from tenants.public_site.open_idea import open_idea
from tests.factories.ideas import make_idea
from tests.factories.people import make_member, sign_in

pytestmark = pytest.mark.django_db
ASK, EMPLOYEE, RESIDENT = "/liknar-detta/", "/lamna/medarbetare/", "/lamna/invanare/"
TYPED = {"title": "En bänk vid hållplatsen", "text": "Många äldre väntar stående."}


@pytest.fixture
def member(skovde: Municipality) -> Client:
    return sign_in(skovde, make_member(municipality=skovde))


@pytest.fixture
def resident(skovde: Municipality) -> Client:
    return sign_in(skovde)


@pytest.fixture(autouse=True)
def ideas(skovde: Municipality, hjo: Municipality) -> None:
    shown: dict[str, Any] = {"stage": 1, "text": ""}
    make_idea(municipality=skovde, title="Bänkar vid hållplatserna", **shown)
    shown_to_all(skovde, "Bänk vid publika hållplatser")
    shown_to_all(skovde, "Hållplatsbänkar i hemlighet", secrecy=Secrecy.ASSESS)
    make_idea(municipality=skovde, title="Bänk i inkorgen vid hållplatsen", visibility="public", text="")
    shown_to_all(hjo, "Bänkar vid hållplatserna i Hjo")


def shown_to_all(municipality: Municipality, title: str, **facts: Any) -> Idea:
    """An idea that somebody has read and opened to everyone."""
    idea = make_idea(municipality=municipality, title=title, stage=1, text="")
    opener = make_member(Role.COACH, municipality=municipality)
    with in_municipality(municipality):
        open_idea(idea, revision=1, actor=opener)
        Idea.objects.filter(pk=idea.pk).update(**facts)
    return idea


def found(page: str) -> set[str]:
    titles = ("hållplatserna", "publika", "hemlighet", "inkorgen", "i Hjo")
    return {title for title in titles if f"{title}<" in page or f" {title} " in page.split("<footer", maxsplit=1)[0]}


def test_member_sees_what_members_see_and_a_resident_what_is_public(member: Client, resident: Client) -> None:
    assert found(member.post(ASK, TYPED).content.decode()) == {"hållplatserna", "publika"}
    answer = resident.post(ASK, TYPED)
    page = answer.content.decode()
    assert "Bänk vid publika hållplatser" in page
    for hidden in ("hållplatserna", "hemlighet", "inkorgen", "Hjo", "href"):
        assert hidden not in page
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize(
    "facts", [{"title": "Bänk för Siv Ek vid hållplatsen", "revision": 2}, {"status": Status.MERGED}]
)
def test_resident_is_not_shown_what_nobody_has_read_since_or_has_gone_another_way(
    resident: Client, skovde: Municipality, facts: dict[str, Any]
) -> None:
    shown_to_all(skovde, "Bänk vid den nya hållplatsen")
    assert "den nya" in resident.post(ASK, TYPED).content.decode()
    with in_municipality(skovde):
        Idea.objects.filter(title="Bänk vid den nya hållplatsen").update(**facts)
    page = resident.post(ASK, TYPED).content.decode()
    assert "den nya" not in page
    assert "Siv" not in page
    assert "Bänk vid publika hållplatser" in page


@pytest.mark.parametrize("typed", [{}, {"title": "b"}, {"title": "qwxzy qwxzy qwxzy"}, {"text": "\u200b" * 20}])
def test_nothing_is_shown_for_too_little_or_nothing_alike(member: Client, typed: dict[str, str]) -> None:
    page = member.post(ASK, typed).content.decode()
    assert "<ul>" not in page
    assert 'id="status"' in page


def test_huge_text_is_cut_and_get_is_refused(member: Client) -> None:
    assert member.post(ASK, {"title": "bänk", "text": "hållplats " * 50_000}).status_code == 200
    assert member.get(ASK).status_code == 405


@pytest.mark.parametrize("address", [EMPLOYEE, RESIDENT])
def test_button_without_script_keeps_what_was_typed_and_registers_nothing(
    member: Client, resident: Client, skovde: Municipality, address: str
) -> None:
    client = member if address == EMPLOYEE else resident
    answer = client.post(address, TYPED | {"why_now": "Nu är det vår", "like": "1"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Bänk vid publika hållplatser" in page
    for typed in (*TYPED.values(), "Nu är det vår"):
        assert typed in page
    assert "ds-error-summary" not in page
    with in_municipality(skovde):
        assert Idea.objects.count() == 4

"""“Is it like this?” on the forms for leaving an idea, for members and residents."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sluss.registry.models import Municipality
from sluss.similar.tables.check import Comparison, compare
from sluss.similar.tables.index import catch_up, rebuild
from sluss.tenancy import in_municipality
from tenants.ideas.models import Idea, Secrecy, Status
from tenants.people.models import Role
from tenants.public_site.open_idea import close_idea, open_idea
from tenants.similar.kinds import kind_of
from tenants.similar.live import Like, together
from tests.factories.ideas import make_idea
from tests.factories.openly import said, show
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
    make_idea(municipality=skovde, title="Bänk vid publika hållplatser", visibility="public", **shown)
    make_idea(
        municipality=skovde, title="Hållplatsbänkar i hemlighet", secrecy=Secrecy.ASSESS, visibility="public", **shown
    )
    make_idea(municipality=skovde, title="Bänk i inkorgen vid hållplatsen", visibility="public", text="")
    make_idea(municipality=hjo, title="Bänkar vid hållplatserna i Hjo", visibility="public", **shown)


@pytest.fixture
def opened(skovde: Municipality) -> Idea:
    """The public one as somebody opened it; what is written on it later nobody has opened."""
    coach = make_member(Role.COACH, municipality=skovde)
    with in_municipality(skovde):
        idea = Idea.objects.get(title="Bänk vid publika hållplatser")
        open_idea(idea, revision=1, actor=coach)
        Idea.objects.filter(pk=idea.pk).update(title="Hållplatsens inre namn")
    return idea


def found(page: str) -> set[str]:
    titles = ("hållplatserna", "publika", "inre", "hemlighet", "inkorgen", "i Hjo")
    return {title for title in titles if f"{title}<" in page or f" {title} " in page.split("<footer", maxsplit=1)[0]}


def test_member_sees_what_members_see_and_a_resident_what_is_open(
    member: Client, resident: Client, opened: Idea
) -> None:
    assert found(member.post(ASK, TYPED).content.decode()) == {"hållplatserna", "inre"}
    answer = resident.post(ASK, TYPED)
    page = answer.content.decode()
    assert f'href="/oppet/ideer/{opened.key}/"' in page
    assert "Bänk vid publika hållplatser" in page
    for hidden in ("hållplatserna", "hemlighet", "inkorgen", "Hjo", "inre namn", opened.registry_number):
        assert hidden not in page
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("typed", [{}, {"title": "b"}, {"title": "qwxzy qwxzy qwxzy"}, {"text": "\u200b" * 20}])
def test_nothing_is_shown_for_too_little_or_nothing_alike(member: Client, typed: dict[str, str]) -> None:
    page = member.post(ASK, typed).content.decode()
    assert "<ul>" not in page
    assert 'id="status"' in page


def test_huge_text_is_cut_and_get_is_refused(member: Client) -> None:
    assert member.post(ASK, {"title": "bänk", "text": "hållplats " * 50_000}).status_code == 200
    assert member.get(ASK).status_code == 405


def test_what_is_closed_again_or_marked_is_not_shown_to_residents(
    resident: Client, opened: Idea, skovde: Municipality
) -> None:
    kind = kind_of("open_idea")
    with in_municipality(skovde):
        rebuild(kind)
        assert compare(kind) == Comparison(texts=1, pending=0, drift=0)
    for facts in ({"secrecy": Secrecy.ASSESS}, {"status": Status.MERGED}, {"status": Status.INBOX}):
        with in_municipality(skovde):
            before = {name: getattr(opened, name) for name in facts}
            Idea.objects.filter(pk=opened.pk).update(**facts)
        assert "publika" not in resident.post(ASK, TYPED).content.decode()
        with in_municipality(skovde):
            Idea.objects.filter(pk=opened.pk).update(**before)
    assert "publika" in resident.post(ASK, TYPED).content.decode()
    with in_municipality(skovde):
        close_idea(opened, actor=make_member(Role.COACH, municipality=skovde))
    assert "publika" not in resident.post(ASK, TYPED).content.decode()
    with in_municipality(skovde):
        catch_up(kind)
        assert compare(kind) == Comparison(texts=0, pending=0, drift=0)


def test_flood_of_look_ups_by_strangers_is_braked_and_members_go_on(
    member: Client, resident: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tenants.intake.views.alike.LOOK_UPS_AN_HOUR", 1)
    assert resident.post(ASK, TYPED).status_code == 200
    assert resident.post(ASK, TYPED).status_code == 429
    assert resident.post(RESIDENT, TYPED | {"like": "1"}).status_code == 429
    assert [member.post(ASK, TYPED).status_code for _ in range(3)] == [200] * 3


@pytest.mark.parametrize("address", [EMPLOYEE, RESIDENT])
def test_button_without_script_keeps_what_was_typed_and_registers_nothing(
    member: Client, resident: Client, opened: Idea, skovde: Municipality, address: str
) -> None:
    client = member if address == EMPLOYEE else resident
    answer = client.post(address, TYPED | {"why_now": "Nu är det vår", "like": "1"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert ("Hållplatsens inre namn" if address == EMPLOYEE else "Bänk vid publika hållplatser") in page
    for typed in (*TYPED.values(), "Nu är det vår"):
        assert typed in page
    assert "ds-error-summary" not in page
    with in_municipality(skovde):
        assert Idea.objects.count() == 4


def links(page: str) -> list[tuple[str, str]]:
    return re.findall(r'href="([^"]+)"[^>]*><bdi>([^<]+)', page)


def test_what_other_municipalities_show_is_named_and_linked_and_own_come_first(
    member: Client, resident: Client, opened: Idea, hjo: Municipality, skovde: Municipality
) -> None:
    show(hjo, said("Bänk vid hållplatsen i parken", path="/oppet/ideer/hjo/"))
    show(skovde, said("Bänk vid publika hållplatser"))
    there = "http://hjo.localhost/oppet/ideer/hjo/"
    page = member.post(ASK, TYPED).content.decode()
    assert [title for _, title in links(page)] == [
        "Bänkar vid hållplatserna",
        "Hållplatsens inre namn",
        "Bänk vid hållplatsen i parken",
    ]
    assert links(page)[2][0] == there
    assert page.count("öppet i Hjo") == 1
    page = resident.post(ASK, TYPED).content.decode()
    assert links(page)[0][0] == f"/oppet/ideer/{opened.key}/"
    assert page.count("öppet i Hjo") == 1
    assert "öppet i Skövde" not in page


OWN, FAR, NEAR = (
    [Like("own 1", "", 0.5), Like("own 2", "", 0.2)],
    [Like("far", "", 0.55, municipality="Hjo"), Like("farther", "", 0.25, municipality="Hjo")],
    [Like("near", "", 0.7, municipality="Hjo"), Like("nearer", "", 0.31, municipality="Hjo")],
)


@pytest.mark.parametrize(
    ("own", "others", "shown"),
    [
        (OWN, [], ["own 1", "own 2"]),
        ([], NEAR, ["near", "nearer"]),
        (OWN, FAR, ["own 1", "far", "own 2"]),
        (OWN, NEAR, ["near", "own 1", "nearer"]),
        (OWN * 2, FAR[1:], ["own 1", "own 2", "own 1"]),
        ([], [], []),
    ],
)
def test_others_stand_before_one_s_own_where_they_are_clearly_nearer(
    own: list[Like], others: list[Like], shown: list[str]
) -> None:
    assert [row.title for row in together(own, others)] == shown


def test_looking_elsewhere_costs_one_statement(member: Client, hjo: Municipality) -> None:
    def statements() -> int:
        member.post(ASK, TYPED)
        with CaptureQueriesContext(connection) as queries:
            assert member.post(ASK, TYPED).status_code == 200
        return len(queries)

    alone = statements()
    show(hjo, *(said(f"Bänkar vid hållplats {number}") for number in range(5)))
    assert statements() == alone + 1
    show(hjo, *(said(f"Bänkar vid hållplats {number}") for number in range(50)))
    assert statements() == alone + 1

"""The pages of what is like an idea: what is shown to whom, and the way through merging and bundling."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.ideas.models import Idea, Secrecy, Status
from tenants.people.models import Member, Role
from tenants.relations.models import Bundle, Dismissal, Merge
from tests.factories.ideas import make_idea
from tests.factories.people import make_member, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(skovde: Municipality) -> Member:
    return make_member(Role.INNOVATION_MANAGER, municipality=skovde)


@pytest.fixture
def client(skovde: Municipality, manager: Member) -> Client:
    return sign_in(skovde, manager)


@pytest.fixture
def pair(skovde: Municipality) -> tuple[Idea, Idea]:
    one = make_idea(municipality=skovde, title="Bänkar vid hållplatserna", stage=1)
    return one, make_idea(municipality=skovde, title="En bänk vid varje hållplats", stage=1)


def address(idea: Idea, rest: str = "liknande/") -> str:
    return f"/ideer/{idea.pk}/{rest}"


def test_page_suggests_and_the_way_goes_through_merge_and_back(
    client: Client, skovde: Municipality, pair: tuple[Idea, Idea]
) -> None:
    one, other = pair
    page = client.get(address(one)).content.decode()
    assert other.title in page
    assert address(one, f"sla-ihop/{other.pk}/") in page
    form = {"goes_on": str(one.pk), "message": "Samma sak."}
    assert client.post(address(one, f"sla-ihop/{other.pk}/"), form).status_code == 302
    with in_municipality(skovde):
        assert Idea.objects.get(pk=other.pk).connected_to_id == one.pk
    assert "Fortsätter här" in client.get(address(one)).content.decode()
    assert "Fortsätter i" in client.get(address(other)).content.decode()
    assert client.post(address(other, "dela-igen/"), {"message": "Nej, olika."}).status_code == 302
    with in_municipality(skovde):
        assert Idea.objects.get(pk=other.pk).status == Status.ACTIVE


def test_way_through_a_bundle(client: Client, skovde: Municipality, pair: tuple[Idea, Idea]) -> None:
    one, other = pair
    third = make_idea(municipality=skovde, title="Bänk vid hållplatsen i byn")
    form = {"heading": "Bänkar", "message": "De hör ihop."}
    answer = client.post(address(one, f"samla/{other.pk}/"), form)
    with in_municipality(skovde):
        bundle = Bundle.objects.get()
    assert answer.headers["Location"] == f"/samlingar/{bundle.key}/"
    assert client.get(address(third, f"samla/{one.pk}/")).status_code == 200
    assert client.post(address(third, f"samla/{one.pk}/"), {"message": "En till."}).status_code == 302
    page = client.get(f"/samlingar/{bundle.key}/").content.decode()
    for idea in (one, other, third):
        assert idea.title in page
    client.post(f"/samlingar/{bundle.key}/{third.pk}/ta-ut/")
    assert third.title not in client.get(f"/samlingar/{bundle.key}/").content.decode()
    client.post(f"/samlingar/{bundle.key}/los-upp/")
    with in_municipality(skovde):
        assert Bundle.objects.get().dissolved_at is not None


def test_dismissed_is_not_shown_until_it_is_asked_for(client: Client, pair: tuple[Idea, Idea]) -> None:
    one, other = pair
    client.post(address(one, f"liknande/{other.pk}/inte-lika/"))
    page = client.get(address(one)).content.decode()
    assert f'href="/ideer/{other.pk}/"' not in page
    client.post(address(one, "liknande/visa-igen/"))
    assert f'href="/ideer/{other.pk}/"' in client.get(address(one)).content.decode()


@pytest.mark.parametrize("form", [{}, {"goes_on": "0", "message": "x"}, {"goes_on": "x", "message": ""}])
def test_merge_form_with_a_fault_changes_nothing(
    client: Client, skovde: Municipality, pair: tuple[Idea, Idea], form: dict[str, str]
) -> None:
    one, other = pair
    assert client.post(address(one, f"sla-ihop/{other.pk}/"), form | {"x": "1"}).status_code == 422
    with in_municipality(skovde):
        assert not Merge.objects.exists()


def test_refusal_is_said_on_the_form(client: Client, skovde: Municipality, pair: tuple[Idea, Idea]) -> None:
    one, _other = pair
    closed = make_idea(municipality=skovde, title="Bänkar", status="answered")
    answer = client.post(address(one, f"sla-ihop/{closed.pk}/"), {"goes_on": closed.pk, "message": "x"})
    assert answer.status_code == 422
    assert "är inte på väg längre" in answer.content.decode()


def test_others_read_and_do_not_join(skovde: Municipality, pair: tuple[Idea, Idea]) -> None:
    one, other = pair
    colleague = sign_in(skovde, make_member(municipality=skovde))
    page = colleague.get(address(one)).content.decode()
    assert other.title in page
    assert "sla-ihop" not in page
    for rest in (f"sla-ihop/{other.pk}/", f"samla/{other.pk}/", f"liknande/{other.pk}/inte-lika/", "dela-igen/"):
        assert colleague.post(address(one, rest), {"message": "x", "goes_on": other.pk}).status_code == 403
    with in_municipality(skovde):
        assert (Merge.objects.count(), Bundle.objects.count(), Dismissal.objects.count()) == (0, 0, 0)


def test_marked_idea_is_suggested_to_those_who_may_see_it_alone(
    client: Client, skovde: Municipality, pair: tuple[Idea, Idea]
) -> None:
    one, _other = pair
    marked = make_idea(municipality=skovde, title="Bänkar vid hemliga hållplatser", stage=1, secrecy=Secrecy.ASSESS)
    assert marked.title in client.get(address(one)).content.decode()
    colleague = sign_in(skovde, make_member(municipality=skovde))
    assert marked.title not in colleague.get(address(one)).content.decode()
    assert colleague.get(address(marked)).status_code == 404


def test_statements_do_not_grow_with_what_is_alike(
    client: Client, skovde: Municipality, pair: tuple[Idea, Idea]
) -> None:
    counts = []
    for more in (0, 6):
        for number in range(more):
            make_idea(municipality=skovde, title=f"Bänk vid hållplats {number}", stage=1)
        client.get(address(pair[0]))
        with CaptureQueriesContext(connection) as queries:
            client.get(address(pair[0]))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_idea_is_not_joined_with_itself_nor_parted_where_it_is_not_merged(
    client: Client, pair: tuple[Idea, Idea]
) -> None:
    one, _other = pair
    assert client.get(address(one, f"sla-ihop/{one.pk}/")).status_code == 404
    assert client.get(address(one, f"samla/{one.pk}/")).status_code == 404
    assert client.get(address(one, "dela-igen/"))["Location"] == address(one)

"""Views that are kept: whose they are, what they hold, and where one begins."""

import pytest
from django.test import Client

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.followup.models import SavedView, StartView
from tenants.people.models import Role
from tests.factories.people import make_member, sign_in

pytestmark = pytest.mark.django_db
LIST = "/uppfoljning/vyer/"


def save(client: Client, name: str = "Invånare", *, query: str = "source=resident", **fields: str) -> None:
    assert client.post(LIST, {"name": name, "query": query, **fields}).status_code == 302


def names(place: Municipality) -> list[tuple[str, str, bool]]:
    with in_municipality(place):
        return list(SavedView.objects.values_list("name", "query", "shared"))


def key_of(place: Municipality, name: str = "Invånare") -> int:
    with in_municipality(place):
        return SavedView.objects.get(name=name).pk


@pytest.fixture
def coach(skovde: Municipality) -> Client:
    return sign_in(skovde, make_member(Role.COACH, municipality=skovde))


@pytest.fixture
def manager(skovde: Municipality) -> Client:
    return sign_in(skovde, make_member(Role.MANAGER, municipality=skovde))


def test_view_keeps_the_choice_and_nothing_else_of_the_address(skovde: Municipality, coach: Client) -> None:
    long = "9" * 500
    save(coach, query=f"source=resident&unit={long}&page=3&next=//evil&since=")
    assert names(skovde) == [("Invånare", f"unit={'9' * 40}&source=resident", False)]


@pytest.mark.parametrize("name", ["", "x" * 81, "Invånare"])
def test_name_that_is_missing_too_long_or_taken_saves_nothing(name: str, skovde: Municipality, coach: Client) -> None:
    save(coach)
    answer = coach.post(LIST, {"name": name, "query": "source=survey"})
    assert answer.status_code == 422
    assert 'value="source=survey"' in answer.content.decode()
    assert names(skovde) == [("Invånare", "source=resident", False)]


def test_private_view_does_not_exist_for_others(skovde: Municipality, coach: Client, manager: Client) -> None:
    save(coach)
    path = f"{LIST}{key_of(skovde)}/"
    for method, end in (("get", ""), ("post", ""), ("get", "ta-bort/"), ("post", "ta-bort/"), ("post", "start/")):
        assert getattr(manager, method)(path + end, {"name": "Tagen"}).status_code == 404, (method, end)
    assert names(skovde) == [("Invånare", "source=resident", False)]


@pytest.mark.parametrize(
    ("role", "expected"), [(Role.MANAGER, 403), (Role.COACH, 403), (Role.INNOVATION_MANAGER, 302), (Role.EMPLOYEE, 403)]
)
def test_shared_view_is_changed_by_its_owner_and_the_innovation_manager(
    role: Role, expected: int, skovde: Municipality, coach: Client
) -> None:
    save(coach, shared="on")
    other = sign_in(skovde, make_member(role, municipality=skovde))
    path = f"{LIST}{key_of(skovde)}/"
    assert other.post(path, {"name": "Nytt namn", "shared": "on"}).status_code == expected
    assert names(skovde)[0][0] == ("Nytt namn" if expected == 302 else "Invånare")
    assert other.post(f"{path}ta-bort/").status_code == expected
    assert len(names(skovde)) == (0 if expected == 302 else 1)


def test_owner_renames_shares_and_removes(skovde: Municipality, coach: Client) -> None:
    save(coach)
    path = f"{LIST}{key_of(skovde)}/"
    assert coach.post(path, {"name": "Från invånare", "shared": "on"}).status_code == 302
    assert names(skovde) == [("Från invånare", "source=resident", True)]
    save(coach, "Enkäter", query="source=survey")
    assert coach.post(path, {"name": "Enkäter"}).status_code == 422
    assert ("Från invånare", "source=resident", True) in names(skovde)
    assert coach.get(f"{path}ta-bort/").status_code == 200
    assert coach.post(f"{path}ta-bort/").status_code == 302
    assert [name for name, *_rest in names(skovde)] == ["Enkäter"]


def test_one_begins_with_the_view_one_chose_until_it_is_gone(
    skovde: Municipality, coach: Client, manager: Client
) -> None:
    save(coach, shared="on")
    save(coach, "Enkäter", query="source=survey")
    start = f"{LIST}{key_of(skovde)}/start/"
    assert coach.post(f"{LIST}{key_of(skovde, 'Enkäter')}/start/").status_code == 302
    assert coach.get("/uppfoljning/").headers["Location"] == "/uppfoljning/?source=survey"
    for client in (coach, manager):
        assert client.post(start).status_code == 302
        assert client.get("/uppfoljning/").headers["Location"] == "/uppfoljning/?source=resident"
        assert client.get("/uppfoljning/?all=1").status_code == 200
    coach.post(f"{LIST}{key_of(skovde)}/", {"name": "Invånare"})
    assert manager.get("/uppfoljning/").status_code == 200  # no longer shared
    assert coach.post(start).status_code == 302  # pressed again: begins with everything
    assert coach.get("/uppfoljning/").status_code == 200
    with in_municipality(skovde):
        assert StartView.objects.count() == 1


def test_view_goes_on_working_when_what_it_chose_is_gone(skovde: Municipality, coach: Client) -> None:
    save(coach, "Gammal", query="unit=4711&source=resident")
    page = coach.get("/uppfoljning/", {"unit": "4711", "source": "resident"}).content.decode()
    assert "Enheten som var vald finns inte kvar" in page
    assert 'aria-current="true">Gammal' in page


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.AGENT, Role.REGISTRAR, Role.ADMINISTRATOR])
def test_those_who_see_the_short_page_keep_no_views(role: Role, skovde: Municipality) -> None:
    client = sign_in(skovde, make_member(role, municipality=skovde))
    assert client.get(LIST).status_code == 403
    assert client.post(LIST, {"name": "Min", "query": ""}).status_code == 403
    assert names(skovde) == []

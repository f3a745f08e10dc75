"""The organisation's screens: what can be added and changed, and what is refused."""

from collections.abc import Callable

import pytest
from django.db import transaction
from django.test import Client

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from sluss.text.swedish import swedish_key
from sluss.workflow.models import Event
from tenants.organisation.diary import take_number
from tenants.organisation.models import Authority, RetentionRule, Unit
from tenants.organisation.selectors import unit_choices
from tenants.people.models import Member, Role
from tests.factories.people import make_member

type Clients = Callable[..., Client]


@pytest.fixture
def client(skovde: Municipality, client_of: Clients) -> Client:
    return client_of(skovde, make_member(Role.ADMINISTRATOR, municipality=skovde))


def default_authority(place: Municipality) -> Authority:
    with in_municipality(place):
        return Authority.objects.get(is_default=True)


def default_rule(place: Municipality) -> RetentionRule:
    with in_municipality(place):
        return RetentionRule.objects.get(is_default=True)


AUTHORITY = {"name": "Kommunstyrelsen", "abbreviation": "KS", "is_default": "on", "active": "on"}
RULE = {"name": "Bevaras", "keep_for_ever": "on", "is_default": "on", "active": "on"}


def test_authority_is_added_and_on_record(client: Client, skovde: Municipality) -> None:
    facts = {"name": "Vård- och omsorgsnämnden", "abbreviation": "VON", "contact": "von@skovde.se", "active": "on"}
    assert client.post("/organisation/namnder/ny/", facts).headers["Location"] == "/organisation/namnder/"
    with in_municipality(skovde):
        made = Authority.objects.get(abbreviation="VON")
        event = Event.objects.get(kind="authority_added")
        assert event.actor_id == Member.objects.get().pk
    assert (made.name, made.contact, made.is_default) == ("Vård- och omsorgsnämnden", "von@skovde.se", False)
    assert event.subject_id == made.pk


def test_new_default_takes_over_from_the_old(client: Client, skovde: Municipality) -> None:
    old = default_authority(skovde)
    facts = {"name": "Servicenämnden", "abbreviation": "SN", "is_default": "on", "active": "on"}
    assert client.post("/organisation/namnder/ny/", facts).status_code == 302
    assert default_authority(skovde).abbreviation == "SN"
    assert client.get(f"/organisation/namnder/{old.pk}/").status_code == 200


@pytest.mark.parametrize("left_out", ["is_default", "active"])
def test_default_authority_and_rule_stay_in_use(left_out: str, client: Client, skovde: Municipality) -> None:
    authority, rule = default_authority(skovde), default_rule(skovde)
    for address, facts in (
        (f"/organisation/namnder/{authority.pk}/", AUTHORITY),
        (f"/organisation/gallring/{rule.pk}/", RULE),
    ):
        answer = client.post(address, {key: value for key, value in facts.items() if key != left_out})
        assert answer.status_code == 422
    assert default_authority(skovde).active is True
    assert default_rule(skovde).active is True


def test_abbreviation_changes_until_a_number_is_given_out(client: Client, skovde: Municipality) -> None:
    authority = default_authority(skovde)
    address = f"/organisation/namnder/{authority.pk}/"
    client.post(address, AUTHORITY | {"abbreviation": "KST"})
    assert default_authority(skovde).abbreviation == "KST"
    with in_municipality(skovde), transaction.atomic():
        take_number(authority=authority, received_on=clock.today())
    assert client.post(address, AUTHORITY | {"abbreviation": "XX", "name": "Nytt namn"}).status_code == 302
    after = default_authority(skovde)
    assert (after.abbreviation, after.name) == ("KST", "Nytt namn")


def test_two_authorities_share_neither_name_nor_abbreviation(client: Client, skovde: Municipality) -> None:
    answer = client.post("/organisation/namnder/ny/", {"name": "Kommunstyrelsen", "abbreviation": "KS", "active": "on"})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"name", "abbreviation"}
    with in_municipality(skovde):
        assert Authority.objects.count() == 1


RULES = [
    ({"keep_for_ever": "on"}, True),
    ({"years": "5"}, True),
    ({"keep_for_ever": "on", "years": "5"}, False),
    ({}, False),
    ({"years": "0"}, False),
    ({"years": "-1"}, False),
]


@pytest.mark.parametrize(("facts", "accepted"), RULES)
def test_rule_keeps_for_ever_or_for_years(
    facts: dict[str, str], accepted: bool, client: Client, skovde: Municipality
) -> None:
    answer = client.post("/organisation/gallring/ny/", {"name": "Ny regel", "active": "on"} | facts)
    assert answer.status_code == (302 if accepted else 422)
    with in_municipality(skovde):
        assert RetentionRule.objects.filter(name="Ny regel").exists() is accepted


def test_units_form_a_tree_in_swedish_order(in_skovde: Municipality) -> None:
    authority = Authority.objects.get()
    top = Unit.objects.create(name="Zon", authority=authority)
    other = Unit.objects.create(name="Ängen", authority=authority)
    low = Unit.objects.create(name="Åby", authority=authority, parent=top)
    closed = Unit.objects.create(name="Nedlagd", authority=authority, active=False)
    assert unit_choices() == [(top.pk, "Zon"), (low.pk, "– Åby"), (other.pk, "Ängen")]
    assert (closed.pk, "Nedlagd") in unit_choices(keep=closed)


def test_unit_is_added_and_changed(client: Client, skovde: Municipality) -> None:
    authority = default_authority(skovde)
    facts = {"name": "Hemtjänsten", "authority": authority.pk, "employees": "120", "active": "on"}
    client.post("/organisation/enheter/ny/", facts)
    with in_municipality(skovde):
        unit = Unit.objects.get()
    client.post(f"/organisation/enheter/{unit.pk}/", facts | {"employees": "130"})
    with in_municipality(skovde):
        assert Unit.objects.get().employees == 130


def test_unit_is_part_of_nothing_below_itself(client: Client, skovde: Municipality) -> None:
    with in_municipality(skovde):
        authority = Authority.objects.get()
        top = Unit.objects.create(name="Topp", authority=authority)
        low = Unit.objects.create(name="Låg", authority=authority, parent=top)
    facts = {"name": "Topp", "authority": authority.pk, "active": "on"}
    for parent in (low, top):
        answer = client.post(f"/organisation/enheter/{top.pk}/", facts | {"parent": parent.pk})
        assert answer.status_code == 422
    with in_municipality(skovde):
        assert Unit.objects.get(pk=top.pk).parent_id is None


def test_part_of_another_municipality_is_unknown_here(client: Client, hjo: Municipality) -> None:
    with in_municipality(hjo):
        authorities = [Authority.objects.create(name=f"Nämnd {n}", abbreviation=f"N{n}") for n in range(3)]
    address = f"/organisation/namnder/{authorities[-1].pk}/"
    assert client.get(address).status_code == 404
    assert client.post(address, AUTHORITY).status_code == 404
    with in_municipality(hjo):
        assert Authority.objects.get(pk=authorities[-1].pk).name == "Nämnd 2"


def test_swedish_key_puts_the_last_letters_last() -> None:
    words = ["Örn", "Ål", "zon", "Ärta", "Édouard", "ost", "Wien"]
    assert sorted(words, key=swedish_key) == ["Édouard", "ost", "Wien", "zon", "Ål", "Ärta", "Örn"]


def test_database_and_python_sort_alike(in_skovde: Municipality) -> None:
    for name in ("Örn", "Ål", "zon", "Ärta", "Édouard", "ost", "Wien", "ÅÄÖ", "Æsop"):
        Member.objects.create(name=name, email="a@example.org")
    kept = Member.objects.values_list("name", "sort_key")
    assert [key for _name, key in kept] == [swedish_key(name) for name, _key in kept]

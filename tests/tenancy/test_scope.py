"""The doors between schemas."""

import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction

from sluss.registry.models import Federation, Municipality
from sluss.tenancy import ScopeError, in_municipality, in_region
from tenants.organisation.models import Authority
from tenants.people.models import Member
from tests.factories.people import make_member
from tests.factories.transactions import rolled_back
from tests.tenancy.sqlstates import sqlstate

pytestmark = pytest.mark.django_db


def test_each_municipality_sees_its_own_rows_only(skovde: Municipality, hjo: Municipality) -> None:
    make_member(municipality=skovde, name="Ett")
    make_member(municipality=hjo, name="Två")
    with in_municipality(skovde):
        assert [m.name for m in Member.objects.all()] == ["Ett"]
    with in_municipality(hjo):
        assert [m.name for m in Member.objects.all()] == ["Två"]


def test_nested_scopes_return_to_the_outer_one(skovde: Municipality, hjo: Municipality) -> None:
    make_member(municipality=skovde, name="Ett")
    with in_municipality(skovde):
        with in_municipality(hjo):
            assert Member.objects.count() == 0
        with in_region():
            assert Municipality.objects.count() == 3
        assert Member.objects.count() == 1


def test_rolled_back_savepoint_keeps_the_scope(skovde: Municipality, hjo: Municipality) -> None:
    make_member(municipality=hjo, name="Två")
    with in_municipality(skovde):
        with rolled_back():
            Authority.objects.count()
        assert Member.objects.count() == 0
    with in_municipality(hjo):
        assert Member.objects.count() == 1


def test_transaction_cannot_span_two_municipalities(skovde: Municipality, hjo: Municipality) -> None:
    with in_municipality(skovde), transaction.atomic():
        with pytest.raises(ScopeError, match="a transaction is open in skovde"):
            in_municipality(hjo).__enter__()
        assert connection.scope.schema == "skovde"  # type: ignore[attr-defined]


def test_region_is_read_only_inside_a_municipal_transaction(skovde: Municipality) -> None:
    with in_municipality(skovde), transaction.atomic(), in_region():
        assert Federation.objects.count() == 2
        with pytest.raises(ProgrammingError) as caught, transaction.atomic():
            Federation.objects.update(name="x")
        assert sqlstate(caught.value) == "42501"
    with in_region():
        assert not Federation.objects.filter(name="x").exists()


def test_missing_role_is_an_error_and_not_another_municipality(skovde: Municipality) -> None:
    make_member(municipality=skovde, name="Ett")
    ghost = Municipality(schema_name="ghost", name="Ghost")
    with in_municipality(skovde):
        assert Member.objects.count() == 1
    with in_municipality(ghost), pytest.raises(DatabaseError), transaction.atomic():
        Member.objects.count()

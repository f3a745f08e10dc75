"""Statements that a connection keeps prepared: they never carry one municipality's answer into another's scope."""

import pytest
from django.db import NotSupportedError, connection, connections, transaction

from sluss.registry.models import Municipality
from sluss.settings.database import PREPARED_AFTER
from sluss.tenancy import in_municipality, in_region, migration
from sluss.web.outage import is_gone
from tenants.people.models import Member
from tests.factories.people import make_member
from tests.tenancy.sqlstates import DENIED, answer

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
OFTEN = 2 * PREPARED_AFTER
NAMES = "SELECT name, title FROM people_member WHERE active = %s ORDER BY name"
SKOVDE_S = "SELECT 1 FROM skovde.people_member LIMIT 1"


@pytest.fixture(autouse=True)
def _marked(skovde: Municipality, hjo: Municipality) -> None:
    """One member in each, whose name is the mark of the municipality."""
    for municipality in (skovde, hjo):
        make_member(municipality=municipality, name=municipality.slug)


def kept() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE NOT from_sql")
        return int(cursor.fetchone()[0])


def names() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(NAMES, [True])
        return [name for name, _title in cursor.fetchall()]


def test_kept_statement_answers_from_the_municipality_that_is_worked_in(
    skovde: Municipality, hjo: Municipality
) -> None:
    with in_municipality(skovde):
        assert [names() for _ in range(OFTEN)] == [["skovde"]] * OFTEN
        assert kept() > 0
    for _ in range(OFTEN):
        with in_municipality(hjo):
            assert names() == ["hjo"]
            assert [member.name for member in Member.objects.filter(active=True)] == ["hjo"]
        with in_municipality(skovde):
            assert names() == ["skovde"]
            assert [member.name for member in Member.objects.filter(active=True)] == ["skovde"]


def test_kept_statement_on_a_named_schema_is_denied_from_another_scope(skovde: Municipality, hjo: Municipality) -> None:
    with in_municipality(skovde), connection.cursor() as cursor:
        for _ in range(OFTEN):
            cursor.execute(SKOVDE_S)
        assert kept() > 0
    for municipality in (hjo, hjo):
        with in_municipality(municipality):
            assert answer(SKOVDE_S) == DENIED
    with in_region():
        assert answer(SKOVDE_S) == DENIED


def retype() -> None:
    with migration.as_owner("skovde"), connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE people_member ALTER COLUMN title TYPE text")


def test_kept_statement_outlives_a_migration_of_its_columns(skovde: Municipality) -> None:
    with in_municipality(skovde):
        for _ in range(OFTEN):
            assert names() == ["skovde"]
        retype()
        assert names() == ["skovde"]
        for _ in range(OFTEN):
            assert names() == ["skovde"]


def test_in_a_transaction_the_migration_is_told_as_an_outage_and_the_next_try_answers(skovde: Municipality) -> None:
    with in_municipality(skovde):
        for _ in range(OFTEN):
            assert names() == ["skovde"]
        retype()
        with pytest.raises(NotSupportedError) as caught, transaction.atomic():
            names()
        assert is_gone(caught.value)
        assert names() == ["skovde"]

"""From one municipality's scope, everything of another's is denied by the database, whatever the Python code says."""

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import permutations

import pytest
from django.core.management import call_command
from django.db import connection

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality, in_region
from sluss.tenancy.roles import tenant_models
from tests.tenancy.sqlstates import DENIED, answer

Record = Callable[[str, object], None]
pytestmark = pytest.mark.django_db
DONE = "00000"
RELATIONS = """
SELECT c.relname, c.relkind = 'S', (SELECT a.attname FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum = 1)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = %s AND c.relkind IN ('r', 'p', 'v', 'S') ORDER BY c.relname
"""
RIGHTS = """
SELECT count(*),
       count(*) FILTER (WHERE c.relkind = 'r' AND has_table_privilege(
           %(role)s, c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')),
       count(*) FILTER (WHERE c.relkind = 'S' AND has_sequence_privilege(%(role)s, c.oid, 'USAGE, SELECT, UPDATE'))
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = %(schema)s AND c.relkind IN ('r', 'S')
"""


def relations(schema: str) -> tuple[dict[str, str], list[str]]:
    """Tables with their first column, and sequences."""
    with in_region(), connection.cursor() as cursor:
        cursor.execute(RELATIONS, [schema])
        rows = cursor.fetchall()
    return {name: column for name, is_sequence, column in rows if not is_sequence}, [r[0] for r in rows if r[1]]


def statements(schema: str) -> Iterator[str]:
    tables, sequences = relations(schema)
    for table, column in tables.items():
        yield f'SELECT 1 FROM {schema}."{table}" LIMIT 1'
        yield f'INSERT INTO {schema}."{table}" DEFAULT VALUES'
        yield f'UPDATE {schema}."{table}" SET "{column}" = "{column}"'
        yield f'DELETE FROM {schema}."{table}"'
    for sequence in sequences:
        name = f'{schema}."{sequence}"'
        yield f"SELECT nextval('{name}')"
        yield f"SELECT setval('{name}', 1)"
        yield f"SELECT currval('{name}')"
        yield f"SELECT last_value FROM {name}"


def reads(schema: str) -> list[str]:
    return [statement for statement in statements(schema) if " LIMIT 1" in statement]


def municipalities() -> list[Municipality]:
    with in_region():
        return list(Municipality.objects.ready())


def answers(municipality: Municipality, asked: list[str]) -> Counter[str]:
    with in_municipality(municipality):
        return Counter(answer(statement) for statement in asked)


def test_every_statement_on_skovde_is_denied_from_hjo_and_reading_succeeds_at_home(
    skovde: Municipality, hjo: Municipality, record_property: Record
) -> None:
    asked = list(statements("skovde"))
    denied, allowed = answers(hjo, asked), answers(skovde, reads("skovde"))
    record_property(
        "isolation", f"{denied[DENIED]} statements denied from Hjo, {allowed[DONE]} tables read from Skövde"
    )
    tables, sequences = relations("skovde")
    assert denied == {DENIED: 4 * len(tables) + 4 * len(sequences)}
    assert allowed == {DONE: len(tables)}
    assert len(tables) > len(tenant_models())  # django_migrations as well
    assert len(sequences) > 10


def refused_pairs(every: list[Municipality]) -> tuple[int, int]:
    """How many ordered pairs were refused everything, and how many statements that took."""
    asked = {municipality: list(statements(municipality.schema_name)) for municipality in every}
    statements_denied = 0
    for actor, victim in permutations(every, 2):
        assert answers(actor, asked[victim]) == {DENIED: len(asked[victim])}, (actor, victim)
        statements_denied += len(asked[victim])
    return len(every) * (len(every) - 1), statements_denied


def test_every_pair_of_municipalities_is_refused(record_property: Record, db: None) -> None:
    pairs, denied = refused_pairs(municipalities())
    record_property("isolation", f"{pairs} of 6 pairs refused by PostgreSQL, {denied} statements")
    assert pairs == 6
    assert denied > 1000


@pytest.mark.verify
@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_every_pair_of_all_29_is_refused(record_property: Record) -> None:
    call_command("create_region", verbosity=0)
    pairs, denied = refused_pairs(municipalities())
    record_property("isolation", f"{pairs} of 812 pairs refused by PostgreSQL, {denied} statements")
    assert pairs == 812


def test_run_and_records_hold_no_right_in_another_schema(db: None) -> None:
    """Behind the missing right to the schema stands a missing right to each table."""
    every = [municipality.schema_name for municipality in municipalities()]
    for actor, victim in permutations(every, 2):
        for prefix in ("t_", "r_", "o_"):
            with in_region(), connection.cursor() as cursor:
                cursor.execute(RIGHTS, {"role": prefix + actor, "schema": victim})
                relations_seen, tables, sequences = cursor.fetchone()
            assert (tables, sequences) == (0, 0)
            assert relations_seen > 50


def test_regional_tables_are_denied_from_a_municipality_and_open_in_the_region(
    hjo: Municipality, record_property: Record
) -> None:
    asked, readable = list(statements("public")), reads("public")
    denied = answers(hjo, asked)
    with in_region():
        allowed = Counter(answer(statement) for statement in readable)
    record_property(
        "isolation", f"{denied[DENIED]} statements on the region denied from Hjo, {allowed[DONE]} tables read"
    )
    assert denied == {DENIED: len(asked)}
    assert allowed == {DONE: len(readable)}
    assert len(readable) > 20


def test_municipal_tables_are_denied_from_the_region(db: None) -> None:
    asked = list(statements("skovde"))
    with in_region():
        assert Counter(answer(statement) for statement in asked) == {DENIED: len(asked)}


def test_unqualified_name_finds_no_other_schema(hjo: Municipality) -> None:
    with in_municipality(hjo), connection.cursor() as cursor:
        cursor.execute("SELECT current_schemas(false)")
        assert cursor.fetchone() == (["hjo", "ext"],)

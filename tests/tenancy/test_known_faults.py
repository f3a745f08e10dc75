"""Faults that other systems, libraries and our own first attempts had: each of them once, as a test."""

from collections.abc import Iterator

import psycopg
import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import DatabaseError, OperationalError, ProgrammingError, connection, connections, transaction

from sluss.registry.models import Municipality
from sluss.tenancy import ScopeError, each_municipality, in_municipality, in_region
from sluss.tenancy.scope import current_municipality_key, work_starts_in_region
from tenants.people.models import Member
from tests.factories.people import make_member
from tests.factories.transactions import rolled_back
from tests.tenancy.sqlstates import DENIED, UNKNOWN_TABLE, answer, sqlstate

pytestmark = pytest.mark.django_db


@pytest.fixture
def marked(skovde: Municipality, hjo: Municipality) -> None:
    """One member in each, whose name is the mark of the municipality."""
    for municipality in (skovde, hjo):
        make_member(municipality=municipality, name=municipality.slug)


def names() -> list[str]:
    return [member.name for member in Member.objects.all()]


def test_search_path_set_inside_a_savepoint_goes_with_it(marked: None, skovde: Municipality, hjo: Municipality) -> None:
    with in_municipality(hjo):
        assert names() == ["hjo"]
    with rolled_back(), in_municipality(skovde):
        assert names() == ["skovde"]
    with in_municipality(skovde):
        assert names() == ["skovde"]
        with rolled_back():
            assert names() == ["skovde"]
        assert names() == ["skovde"]


def test_nested_scopes_with_a_rollback_between_come_back_right(
    marked: None, skovde: Municipality, hjo: Municipality
) -> None:
    with in_municipality(skovde):
        with in_municipality(hjo), rolled_back():
            assert names() == ["hjo"]
        assert names() == ["skovde"]
        with in_region(), rolled_back():
            assert Municipality.objects.count() == 3
        assert names() == ["skovde"]


def test_scope_comes_back_after_an_error(marked: None, skovde: Municipality, hjo: Municipality) -> None:
    with in_municipality(skovde):
        with pytest.raises(ZeroDivisionError), in_municipality(hjo):
            raise ZeroDivisionError
        assert names() == ["skovde"]


def test_failed_transaction_lets_nothing_through_but_a_rollback(marked: None, skovde: Municipality) -> None:
    with in_municipality(skovde):
        with pytest.raises(DatabaseError), transaction.atomic():
            Member.objects.create(pk=Member.objects.get().pk, name="never", email="x")
        assert names() == ["skovde"]


def test_failing_set_is_an_error_and_not_the_municipality_before(marked: None, skovde: Municipality) -> None:
    ghost = Municipality(schema_name="ghost", name="Ghost")
    with in_municipality(skovde):
        assert names() == ["skovde"]
    with rolled_back(), in_municipality(ghost), pytest.raises(DatabaseError) as caught:
        names()
    assert sqlstate(caught.value) == "22023"
    with in_municipality(skovde):
        assert names() == ["skovde"]


@pytest.mark.parametrize("alias", sorted(settings.CACHES))
def test_cache_never_gives_another_municipality_s_value(alias: str, skovde: Municipality, hjo: Municipality) -> None:
    cache = caches[alias]
    assert settings.CACHES[alias]["KEY_FUNCTION"] == "sluss.tenancy.cachekeys.make_key"
    made = set()
    for municipality in (skovde, hjo):
        with in_municipality(municipality):
            made.add(cache.make_key("same"))
    with in_region():
        made.add(cache.make_key("same"))
    assert len(made) == 3


def test_value_kept_in_one_municipality_is_unknown_in_another(skovde: Municipality, hjo: Municipality) -> None:
    with in_municipality(skovde):
        caches["local"].set("same", "skovde")
    for municipality, value in ((hjo, None), (skovde, "skovde")):
        with in_municipality(municipality):
            assert caches["local"].get("same") == value
    with in_region():
        assert caches["local"].get("same") is None


def test_cache_in_the_database_is_out_of_a_municipality_s_reach(skovde: Municipality) -> None:
    with in_municipality(skovde):
        assert answer("SELECT * FROM public.sluss_cache") == DENIED
        with pytest.raises(ProgrammingError) as caught, transaction.atomic():
            caches["default"].set("same", "skovde")
    assert sqlstate(caught.value) in (DENIED, UNKNOWN_TABLE)


def test_query_that_is_read_late_reads_where_it_is_read(marked: None, skovde: Municipality, hjo: Municipality) -> None:
    with in_municipality(skovde):
        late = Member.objects.values_list("name", flat=True)
    with in_municipality(hjo):
        assert list(late.all()) == ["hjo"]
    with in_region(), pytest.raises(ProgrammingError) as caught, transaction.atomic():
        list(late.all())
    assert sqlstate(caught.value) == UNKNOWN_TABLE


def test_generator_that_is_read_late_reads_where_it_is_read(
    marked: None, skovde: Municipality, hjo: Municipality
) -> None:
    def late() -> Iterator[str]:
        yield from names()

    with in_municipality(skovde):
        waiting = late()
    with in_municipality(hjo):
        assert list(waiting) == ["hjo"]


def test_loop_left_half_way_leaves_no_scope_behind(marked: None) -> None:
    for _ in each_municipality():
        break
    assert current_municipality_key() == ""
    with pytest.raises(ZeroDivisionError):
        fail_in_loop()
    assert current_municipality_key() == ""


def test_loop_kept_half_way_and_ended_inside_another_scope_fails_closed(marked: None, skovde: Municipality) -> None:
    kept = each_municipality()
    assert next(kept) != skovde
    scope = in_municipality(skovde)
    scope.__enter__()
    with pytest.raises(ScopeError, match="ended while that of skovde was worked in"):
        kept.close()  # type: ignore[attr-defined]
    assert answer("SELECT 1 FROM people_member") == UNKNOWN_TABLE
    with pytest.raises(ScopeError, match="ended while that of public was worked in"):
        scope.__exit__(None, None, None)
    assert current_municipality_key() == ""
    with in_municipality(skovde):
        assert names() == ["skovde"]


def test_work_begins_in_the_region_whatever_the_thread_did_before(marked: None, skovde: Municipality) -> None:
    with in_municipality(skovde), work_starts_in_region():
        assert current_municipality_key() == ""
        assert answer("SELECT 1 FROM people_member") == UNKNOWN_TABLE
        assert Municipality.objects.count() == 3


def test_django_tenants_own_way_in_is_closed(skovde: Municipality, marked: None, hjo: Municipality) -> None:
    with pytest.raises(TypeError, match="in_municipality"), skovde:
        raise AssertionError("entered")
    with in_municipality(hjo):
        connection.set_schema("skovde")  # type: ignore[attr-defined]
        assert names() == ["hjo"]


@pytest.mark.django_db(transaction=True)
def test_connection_from_the_pool_keeps_nothing_of_the_scope_before(skovde: Municipality, hjo: Municipality) -> None:
    for municipality in (skovde, hjo):
        with in_municipality(municipality):
            Member.objects.create(name=municipality.slug, email="x@example.org")
    scopes: dict[int, set[str]] = {}
    for _ in range(6):
        for municipality in (skovde, hjo):
            with in_municipality(municipality):
                assert names() == [municipality.slug]
                scopes.setdefault(backend(), set()).add(municipality.slug)
            connection.close()
        assert Municipality.objects.count() == 3
        with pytest.raises(ProgrammingError):
            names()
        scopes.setdefault(backend(), set()).add("region")
        connection.close()
    assert {"skovde", "hjo", "region"} in scopes.values()  # one server session had all three


@pytest.mark.django_db(transaction=True)
def test_connection_that_died_comes_back_in_its_scope(skovde: Municipality) -> None:
    with in_municipality(skovde):
        Member.objects.create(name="skovde", email="x@example.org")
        killed = backend()
        with psycopg.connect(settings.DATABASE_ADMIN_URL, autocommit=True) as administrator:
            administrator.execute("SELECT pg_terminate_backend(%s, 5000)", [killed])
        with pytest.raises(OperationalError):
            names()
        connection.close()
        assert names() == ["skovde"]
        assert backend() != killed


@pytest.mark.django_db(transaction=True)
def test_transaction_that_is_rolled_back_takes_its_scope_along(skovde: Municipality, hjo: Municipality) -> None:
    with in_municipality(hjo):
        Member.objects.create(name="hjo", email="x@example.org")
        assert names() == ["hjo"]
    with in_municipality(skovde):
        with rolled_back():
            assert names() == []
        assert names() == []
    with in_municipality(hjo), transaction.atomic():
        assert names() == ["hjo"]


@pytest.mark.django_db(databases=["default", "owner", "records"])
def test_scope_of_one_login_is_none_of_another_s(skovde: Municipality) -> None:
    with in_municipality(skovde):
        assert connections["records"].scope.is_region  # type: ignore[attr-defined]
        assert current_municipality_key(using="records") == ""


def fail_in_loop() -> None:
    for _ in each_municipality():
        raise ZeroDivisionError


def backend() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid: int = cursor.fetchone()[0]
    return pid

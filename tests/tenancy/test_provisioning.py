"""New municipalities: made once, finished after any stop, alike whichever way they were made."""

from io import StringIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connections

from sluss.registry.models import Federation, Municipality
from sluss.tenancy import hosts, in_municipality, in_region, migration, names, provisioning, roles, template
from sluss.tenancy.provisioning import NewMunicipality, provision
from tenants.pipeline.models import Stage
from tests.tenancy.shapes import SHAPE, rows, shape

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


def new(slug: str, code: str, **facts: str) -> NewMunicipality:
    known = {"name": slug.title(), "full_name": f"{slug.title()} kommun", "host": f"{slug}.localhost"}
    return NewMunicipality(**{"slug": slug, "code": code, "federation": "skaraborg", **known, **facts})


def registered() -> list[tuple[str, str]]:
    with in_region():
        return list(Municipality.objects.order_by("code").values_list("slug", "state"))


def assert_in_use(slug: str) -> None:
    found = hosts.municipality_of(f"{slug}.localhost")
    assert found is not None
    with in_municipality(found):
        assert Stage.objects.count() == 5
    assert migration.pending(found.schema_name) == []
    assert shape(found.schema_name) == shape("skovde")


def fail(*args: object, **kwargs: object) -> None:
    raise RuntimeError("stopped")


def test_new_municipality_is_in_use_and_like_the_others() -> None:
    said: list[str] = []
    provision(new("tibro", "1472"), say=said.append)
    provision(new("tibro", "1472"), say=said.append)
    assert said == ["Tibro: ready on tibro.localhost", "Tibro: already there"]
    assert_in_use("tibro")
    assert [len(found) > 0 for found in shape("tibro").values()] == [True] * len(SHAPE)


@pytest.mark.parametrize(
    ("module", "function"),
    [
        (provisioning.roles, "make_roles"),
        (provisioning, "_make_schema"),
        (provisioning, "_copy"),
        (provisioning.migration, "apply_grants"),
        (provisioning, "_open"),
    ],
    ids=["before roles", "after roles", "after schema", "after copy", "before opening"],
)
def test_attempt_that_stopped_is_not_in_use_and_is_finished_by_the_next(
    module: Any, function: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as stopped:
        stopped.setattr(module, function, fail)
        with pytest.raises(RuntimeError, match="stopped"):
            provision(new("karlsborg", "1446"))
    assert ("karlsborg", "provisioning") in registered()
    with pytest.raises(hosts.UnknownHost):
        hosts.municipality_of("karlsborg.localhost")
    provision(new("karlsborg", "1446"))
    assert ("karlsborg", "ready") in registered()
    assert_in_use("karlsborg")


def test_stop_in_the_middle_of_the_copy_leaves_an_empty_schema(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = template.current_sql()
    assert whole is not None
    with monkeypatch.context() as stopped:
        stopped.setattr(template, "current_sql", lambda: f"{whole}\nSELECT 1/0;")
        with pytest.raises(DatabaseError):
            provision(new("gotene", "1471"))
    assert rows(SHAPE["columns"], "gotene") == []
    provision(new("gotene", "1471"))
    assert_in_use("gotene")


def test_without_pg_dump_the_schema_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(template, "current_sql", lambda: None)
    provision(new("toreboda", "1473"))
    assert_in_use("toreboda")


def test_attempt_begun_without_pg_dump_is_finished_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as without:
        without.setattr(template, "current_sql", lambda: None)
        without.setattr(template, "first_content", fail)
        with pytest.raises(RuntimeError):
            provision(new("essunga", "1445"))
    with migration.as_owner("essunga"), connections["owner"].cursor() as cursor:
        cursor.execute("DROP TABLE reporting_notice, reporting_appliedmessage")
        cursor.execute("DELETE FROM django_migrations WHERE app = 'reporting'")
    provision(new("essunga", "1445"))
    assert_in_use("essunga")


def test_template_is_made_again_where_it_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    with in_region(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("DELETE FROM tenancy_schematemplate")
    provision(new("vara", "1470"))
    assert_in_use("vara")
    assert rows(SHAPE["schema"], template.TEMPLATE) == []


@pytest.mark.parametrize(
    "slug",
    [
        "Åby",
        "a",
        "x" * 32,
        "1st",
        'a"; DROP SCHEMA hjo; --',
        "a b",
        "public",
        "ext",
        "pg_temp",
        "information_schema",
        "all",
    ],
)
def test_impossible_name_is_refused_and_nothing_made(slug: str) -> None:
    before = registered()
    with pytest.raises(ValidationError):
        provision(new(slug, "1499"))
    with pytest.raises(ValidationError):
        roles.make_roles(slug)
    assert registered() == before


def test_every_reserved_word_of_the_server_is_refused() -> None:
    with in_region(), connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT word FROM pg_get_keywords() WHERE catcode IN ('R', 'T') AND word ~ '^[a-z][a-z0-9_]{1,30}$'"
        )
        words = {row[0] for row in cursor.fetchall()}
    assert len(words) > 80
    assert sorted(words - names.WORDS) == []


@pytest.mark.parametrize(
    "facts",
    [{"host": "hjo.localhost"}, {"code": "1497"}, {"slug": "s-k", "schema_of": "s_k"}],
    ids=["host", "code", "schema"],
)
def test_what_is_another_s_is_refused_and_nothing_made(facts: dict[str, str]) -> None:
    if facts.pop("schema_of", None):
        with in_region(using="owner"):
            federation = Federation.objects.using("owner").get(slug="skaraborg")
            Municipality.objects.using("owner").create(
                code="1498", name="S", full_name="S", slug="other", schema_name="s_k", federation=federation
            )
    before = registered()
    wanted = {"slug": "grastorp", "code": "1444", **facts}
    with pytest.raises(ValidationError):
        provision(new(**wanted))
    assert registered() == before


def test_command_says_what_is_wrong_in_a_sentence() -> None:
    before = registered()
    with pytest.raises(CommandError, match="There is no federation 'narnia'"):
        call_command("create_municipality", "vara", name="Vara", code="1470", federation="narnia")
    with pytest.raises(CommandError, match="pg_catalog"):
        call_command("create_municipality", "pg_catalog", name="X", code="1470", federation="skaraborg")
    assert registered() == before


def test_command_makes_a_municipality() -> None:
    out = StringIO()
    call_command("create_municipality", "lidkoping", name="Lidköping", code="1494", federation="skaraborg", stdout=out)
    assert out.getvalue() == "Lidköping: ready on lidkoping.localhost\n"
    assert_in_use("lidkoping")

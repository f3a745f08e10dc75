"""Digests of secrets: one home, one kind for each purpose, and rows from before there were kinds."""

import ast
import hashlib
from importlib import import_module
from pathlib import Path

import pytest
from django.db import connection

from sluss import clock
from sluss.registry.models import Municipality
from sluss.secrets import Kind, keyed_digest
from sluss.tenancy import in_municipality
from tenants.api import keep_keys
from tenants.following import answer
from tenants.influence import links
from tenants.intake import secrets as intake
from tenants.intake.models import Draft
from tenants.people import invite
from tenants.public_site import support

ROOT = Path(__file__).parents[2]
KINDS = {
    ("people_invitation", "secret_digest"): invite.LINK,
    ("intake_followlink", "token_digest"): intake.FOLLOW,
    ("intake_followlink", "code_digest"): intake.CODE,
    ("intake_draft", "holder_digest"): intake.DRAFT,
    ("following_notification", "answer_digest"): answer.LINK,
    ("public_site_support", "token_digest"): support.LINK,
    ("api_apikey", "digest"): keep_keys.SECRET,
    ("influence_link", "digest"): links.LINK,
}
MIGRATIONS = (
    "people.migrations.0005_kinds_of_secrets",
    "intake.migrations.0002_kinds_of_secrets",
    "following.migrations.0002_kinds_of_secrets",
    "public_site.migrations.0002_kinds_of_secrets",
    "api.migrations.0002_kinds_of_secrets",
    "influence.migrations.0002_kinds_of_secrets",
)


def test_same_secret_has_another_digest_in_each_kind() -> None:
    digests = {kind.digest("samma-hemlighet") for kind in KINDS.values()}
    assert len(digests) == len(KINDS) == 8
    assert {len(digest) for digest in digests} == {64}


def test_made_secrets_are_long_and_never_the_same() -> None:
    made = {Kind("test").make() for _ in range(50)}
    assert (len(made), {len(secret) for secret in made}) == (50, {43})


def test_what_no_text_can_hold_has_a_digest_as_well() -> None:
    assert len(Kind("test").digest("\udcff")) == 64


@pytest.mark.django_db
def test_keyed_digest_differs_by_purpose_and_municipality(skovde: Municipality, hjo: Municipality) -> None:
    with in_municipality(skovde):
        here = keyed_digest("maria@example.org", purpose="support")
        assert here == keyed_digest("maria@example.org", purpose="support")
        other_purpose = keyed_digest("maria@example.org", purpose="letters")
    with in_municipality(hjo):
        there = keyed_digest("maria@example.org", purpose="support")
    assert len({here, other_purpose, there}) == 3


def test_migrations_name_every_column_with_its_kind() -> None:
    named = {
        (table, column): purpose
        for name in MIGRATIONS
        for table, column, purpose in import_module(f"tenants.{name}").KINDS
    }
    assert named == {place: kind.purpose for place, kind in KINDS.items()}


@pytest.mark.django_db
def test_digest_kept_before_there_were_kinds_still_finds_its_row(skovde: Municipality) -> None:
    migration = import_module("tenants.intake.migrations.0002_kinds_of_secrets")
    with in_municipality(skovde):
        plain = hashlib.sha256(b"gammal").hexdigest()
        old = Draft.objects.create(holder_digest=plain, content={}, changed_at=clock.now())
        with connection.cursor() as cursor:
            for table, column, purpose in migration.KINDS:
                cursor.execute(migration.SQL.format(table=table, column=column, purpose=purpose))
        assert Draft.objects.get(holder_digest=intake.DRAFT.digest("gammal")).pk == old.pk


def test_secrets_are_made_and_digested_in_one_place() -> None:
    """Elsewhere nobody makes a secret for an address or a digest with the installation's key."""
    found = []
    for storey in ("platform/sluss", "shared", "tenants"):
        for path in (ROOT / storey).rglob("*.py"):
            nodes = list(ast.walk(ast.parse(path.read_text())))
            names = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
            imported = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
            if {"SECRET_KEY", "token_urlsafe"} & names or "hmac" in imported:
                found.append(str(path.relative_to(ROOT)))
    assert sorted(found) == [
        "platform/sluss/embedded/creation.py",  # the embedded database's own passwords
        "platform/sluss/operations/checks/secrets.py",
        "platform/sluss/secrets.py",
        "platform/sluss/settings/__init__.py",
        "platform/sluss/settings/secrets.py",
    ]

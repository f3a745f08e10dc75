"""What a schema is made of, to be held against another one."""

import re

from django.db import connections

from sluss.tenancy import in_region

NOISE = re.compile(r"::character varying|::text(\[\])?|[()\s]")
SHAPE = {
    "columns": (
        "SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity,"
        " a.attgenerated, pg_get_expr(d.adbin, d.adrelid) FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid"
        " LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum"
        " WHERE c.relkind = 'r' AND a.attnum > 0 AND c.relnamespace::regnamespace::text = %(schema)s"
    ),
    "constraints": (
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE connamespace::regnamespace::text = %(schema)s"
    ),
    "indexes": "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = %(schema)s",
    "sequences": (
        "SELECT sequencename, data_type::text, start_value, increment_by FROM pg_sequences"
        " WHERE schemaname = %(schema)s"
    ),
    "owners and grants": (
        "SELECT relname, relowner::regrole::text, (SELECT array_agg(a::text ORDER BY a::text) FROM unnest(relacl) a)"
        " FROM pg_class WHERE relkind IN ('r', 'S') AND relnamespace::regnamespace::text = %(schema)s"
    ),
    "schema": (
        "SELECT nspowner::regrole::text, (SELECT array_agg(a::text ORDER BY a::text) FROM unnest(nspacl) a)"
        " FROM pg_namespace WHERE nspname = %(schema)s"
    ),
    "default grants": (
        "SELECT defaclrole::regrole::text, defaclobjtype,"
        " (SELECT array_agg(a::text ORDER BY a::text) FROM unnest(defaclacl) a)"
        " FROM pg_default_acl WHERE defaclnamespace::regnamespace::text = %(schema)s"
    ),
}


def rows(statement: str, schema: str) -> list[str]:
    """One text a row, the schema's name and the roles that follow from it made neutral.

    Casts and brackets go: PostgreSQL writes the cast of a list of constants in two ways.
    """
    with in_region(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute(statement, {"schema": schema})
        return sorted(NOISE.sub("", str(row).replace(schema, "x")) for row in cursor.fetchall())


def shape(schema: str) -> dict[str, list[str]]:
    """Everything about a schema but its content."""
    return {what: rows(statement, schema) for what, statement in SHAPE.items()}

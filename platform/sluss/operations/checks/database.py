"""Whether the database is reached, by whom, and by which way."""

from collections.abc import Iterator

import psycopg
from django.db import DatabaseError, connections

from sluss.operations.checks.findings import Finding, finding
from sluss.tenancy.pooling import TransactionPooling
from sluss.tenancy.startup import refuse_unsafe_database

UPGRADE = "Run as the administrator of the database: manage.py upgrade"
LOGINS = {"sluss_app": False, "sluss_migrate": True, "sluss_records": False}  # may it make roles?
FORBIDDEN = (("sluss_app", "sluss_owner"), ("sluss_app", "sluss_migrate"), ("sluss_records", "sluss_owner"))
Attributes = tuple[bool, bool, bool]


def reachable() -> Iterator[Finding]:
    """Every login of this process signs in."""
    for alias in connections:
        address = connections[alias].settings_dict
        name = f"{address['USER']} at {address['HOST']}:{address['PORT']}/{address['NAME']}"
        try:
            connections[alias].ensure_connection()
        except (DatabaseError, psycopg.Error) as error:
            said = str(error).strip().splitlines()[-1]
            yield Finding("fault", f"the database does not let {name} in: {said}", f"Check DATABASE_URL. {UPGRADE}")
        else:
            yield Finding("ok", f"the database lets {name} in")


def direct_connection() -> Iterator[Finding]:
    try:
        refuse_unsafe_database()
    except TransactionPooling as error:
        yield Finding("fault", "a pooler shares sessions between clients", str(error))
    else:
        yield Finding("ok", "each connection has a server session of its own")


def logins() -> Iterator[Finding]:
    """The logins own nothing by themselves: no superuser, no inherited rights."""
    found = _attributes()
    for name, may_make_roles in LOGINS.items():
        yield finding(
            found.get(name) == (False, False, may_make_roles),
            f"{name} has no more rights than it needs",
            otherwise=f"{name} is missing or has the wrong rights",
            remedy=UPGRADE if name not in found else f"ALTER ROLE {name} NOSUPERUSER NOINHERIT; then {UPGRADE}",
        )


def _attributes() -> dict[str, Attributes]:
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT rolname, rolsuper, rolinherit, rolcreaterole FROM pg_roles WHERE rolname = ANY(%s)", [list(LOGINS)]
        )
        return {name: (superuser, inherits, creates) for name, superuser, inherits, creates in cursor.fetchall()}


def separation() -> Iterator[Finding]:
    """The web's login cannot become what owns the tables."""
    for login, role in FORBIDDEN:
        with connections["default"].cursor() as cursor:
            cursor.execute(
                "SELECT pg_has_role(l.oid, r.oid, 'MEMBER') FROM pg_roles l, pg_roles r "
                "WHERE l.rolname = %s AND r.rolname = %s",
                [login, role],
            )
            row = cursor.fetchone()
        yield finding(
            row == (False,),
            f"{login} cannot become {role}",
            otherwise=f"{login} can become {role}, or one of them is missing",
            remedy=f"REVOKE {role} FROM {login}; then {UPGRADE}",
        )

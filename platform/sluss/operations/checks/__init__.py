"""The doctor's checks, in the order in which they are told."""

from collections.abc import Iterator

from sluss.operations.checks import database, folders, schemas, secrets, software
from sluss.operations.checks.findings import Check, Finding

ANYWAY: tuple[Check, ...] = (
    software.python_version,
    software.pdf_library,
    folders.data_folder,
    folders.front_end_files,
    folders.translations,
    secrets.secret_key,
    secrets.demo_mode,
)
IN_DATABASE: tuple[Check, ...] = (
    software.postgresql_version,
    database.direct_connection,
    database.logins,
    database.separation,
    schemas.regional_schema,
    schemas.municipal_schemas,
)


def findings() -> Iterator[Finding]:
    """All findings. Those about the database's inside are left out where it cannot be reached."""
    for check in ANYWAY:
        yield from check()
    let_in = list(database.reachable())
    yield from let_in
    if all(found.level == "ok" for found in let_in):
        for check in IN_DATABASE:
            yield from check()

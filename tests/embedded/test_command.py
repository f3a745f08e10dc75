"""Which management commands bring the embedded database along."""

import pytest

from sluss.embedded.command import needs_database


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], False),
        (["help"], False),
        (["migrate", "--help"], False),
        (["check"], False),
        (["check", "--database", "default"], True),
        (["check", "--database=default"], True),
        (["collectstatic", "--noinput"], False),
        (["makemigrations", "--check"], False),
        (["translations", "--check"], False),
        (["evaluate_similar", "file.csv"], False),
        (["demo"], True),
        (["doctor"], True),
        (["upgrade"], True),
    ],
)
def test_needs_database_by_command(arguments: list[str], expected: bool) -> None:
    assert needs_database(arguments) is expected

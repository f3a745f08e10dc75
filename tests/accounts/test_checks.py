"""What an installation is not let out with."""

import pytest
from pytest_django import Settings

from sluss.accounts.checks import demo_in_the_open, insecure_origin


@pytest.mark.parametrize("allowed", [True, False])
def test_passkeys_from_any_origin_are_refused(allowed: bool, settings: Settings) -> None:
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = allowed
    assert [message.id for message in insecure_origin(None)] == (["accounts.E001"] if allowed else [])


@pytest.mark.parametrize(
    ("demo", "domain", "found"),
    [
        (True, "localhost", []),
        (True, "sluss.example", ["accounts.E002"]),
        (False, "sluss.example", []),
    ],
)
def test_demo_in_the_open_is_refused(demo: bool, domain: str, found: list[str], settings: Settings) -> None:
    settings.DEMO, settings.DOMAIN = demo, domain
    assert [message.id for message in demo_in_the_open(None)] == found

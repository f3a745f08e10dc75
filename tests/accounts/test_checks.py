"""What an installation is not let out with."""

import runpy

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from sluss.accounts.checks import demo_in_the_open, insecure_origin, refuse_open_demo
from sluss.settings import environment, signin


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


def test_web_does_not_start_as_a_demo_that_others_reach(settings: Settings) -> None:
    settings.DEMO, settings.DOMAIN = True, "sluss.example"
    with pytest.raises(ImproperlyConfigured, match="localhost"):
        refuse_open_demo()
    settings.DOMAIN = "localhost"
    refuse_open_demo()


@pytest.mark.parametrize(("https", "prefix"), [(True, "__Host-"), (False, "")])
def test_cookies_over_https_are_bound_to_their_host(https: bool, prefix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "HTTPS", https)
    made = runpy.run_path(signin.__file__)
    assert made["SESSION_COOKIE_NAME"] == f"{prefix}sluss_session"
    assert made["CSRF_COOKIE_NAME"] == f"{prefix}sluss_csrf"
    assert made["SESSION_COOKIE_SECURE"] is made["CSRF_COOKIE_SECURE"] is https

"""What must not be as in the demo once others use the platform."""

from collections.abc import Iterator

from django.conf import settings

from sluss.operations.checks.findings import Finding, finding

SHORTEST_KEY = 50


def secret_key() -> Iterator[Finding]:
    """Signs sessions and links: whoever has it can be anybody."""
    key = str(settings.SECRET_KEY)
    yield finding(
        len(key) >= SHORTEST_KEY and len(set(key)) > 5 and "insecure" not in key,
        "the secret key is long and random",
        otherwise="the secret key can be guessed",
        remedy="Set SLUSS_SECRET_KEY to 50 or more random characters, or leave it unset: one is then made for you.",
        level="warning" if settings.DEBUG else "fault",
    )


def demo_mode() -> Iterator[Finding]:
    """The demo shows its passwords and mails to everybody; only this machine may reach it."""
    yield finding(
        not settings.DEMO or settings.DOMAIN == "localhost",
        "the demo mode is off" if not settings.DEMO else "the demo mode is on, for this machine only",
        otherwise=f"the demo mode is on, and {settings.DOMAIN} is open to others",
        remedy="Unset SLUSS_DEMO.",
    )
    yield finding(
        not settings.DEBUG,
        "debugging pages are off",
        otherwise="debugging pages are on and show the code's values to visitors",
        remedy="Unset SLUSS_DEBUG.",
        level="warning" if settings.DOMAIN == "localhost" else "fault",
    )

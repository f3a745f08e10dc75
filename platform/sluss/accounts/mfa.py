"""The second factor: which name a passkey is bound to."""

from allauth.mfa.adapter import DefaultMFAAdapter


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Filled in by the platform's rules for passkeys."""

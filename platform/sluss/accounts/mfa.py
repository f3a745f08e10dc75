"""The second factor: which name a passkey is bound to."""

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """One passkey for all municipalities of the platform, so that a person in two of them carries one."""
        host = context.request.get_host().partition(":")[0]
        return {"id": relying_party(host=host, domain=settings.DOMAIN), "name": settings.MFA_TOTP_ISSUER}


def relying_party(*, host: str, domain: str) -> str:
    """The platform's domain where the host lies under it, else the host.

    Under localhost it is the host itself: browsers refuse its parent. A passkey made for one name works on no other,
    so this rule cannot be changed once people have passkeys.
    """
    below = host.endswith(f".{domain}") and domain != "localhost"
    return domain if below else host

"""What an installation must not go out with. Run by `manage.py check --deploy`."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured


@register(Tags.security, deploy=True)
def insecure_origin(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """The library can only switch the check of a passkey's origin off altogether; a demo on localhost needs that."""
    if not settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN:
        return []
    return [Error("Passkeys are accepted from any origin: set SLUSS_HTTPS=true.", id="accounts.E001")]


@register(Tags.security, deploy=True)
def demo_in_the_open(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A demo has accounts with a password that everyone knows."""
    if not settings.DEMO or settings.DOMAIN == "localhost":
        return []
    return [Error("A demo may only run on localhost: unset SLUSS_DEMO.", id="accounts.E002")]


def refuse_open_demo() -> None:
    """Raise ImproperlyConfigured where a demo would be open to others: everybody could read its account mails."""
    for error in demo_in_the_open(None):
        raise ImproperlyConfigured(error.msg)

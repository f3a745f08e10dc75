"""The MAILERS setting from one address: smtp://user:password@host:port, or smtps:// for TLS from the first byte."""

from typing import Any
from urllib.parse import unquote, urlsplit

TIMEOUT_SECONDS = 20


def mailers(url: str) -> dict[str, dict[str, Any]]:
    """With `url` a mail server for everything; without it only account mails go anywhere: into files (ACCOUNT_MAILS).

    smtp:// asks for STARTTLS where user and password are given: a password never travels in the clear.
    Raises ValueError for another kind of address.
    """
    if not url:
        return {"default": {"BACKEND": "sluss.web.mailbox.backend.EmailBackend"}}
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ValueError("SLUSS_EMAIL_URL is written smtp://user:password@host:port or smtps://…")
    secret = unquote(parts.password or "")
    options: dict[str, Any] = {
        "host": parts.hostname,
        "port": parts.port,
        "username": unquote(parts.username or ""),
        "password": secret,
        "use_ssl": parts.scheme == "smtps",
        "use_tls": parts.scheme == "smtp" and bool(secret),
        "timeout": TIMEOUT_SECONDS,
    }
    server = {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}
    return {"default": server, "letters": server}

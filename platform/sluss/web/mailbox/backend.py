"""The mail backend that writes each message to a file of its own, readable by the installation's user only."""

import os
import secrets
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from sluss import clock


class EmailBackend(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        Path(settings.ACCOUNT_MAILS).mkdir(mode=0o700, parents=True, exist_ok=True)
        for message in email_messages:
            self._write(message)
        return len(email_messages)

    def _write(self, message: EmailMessage) -> None:
        # The name sorts by time; the random end keeps two of the same microsecond apart.
        path = Path(settings.ACCOUNT_MAILS) / f"{clock.now():%Y%m%dT%H%M%S%f}-{secrets.token_hex(4)}.eml"
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(message.message().as_bytes())

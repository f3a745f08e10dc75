"""The demo's page with account mails."""

import datetime as dt
import email
import email.policy
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

SHOWN = 20
LOOKED_THROUGH = 200


@dataclass(frozen=True)
class AccountMail:
    to: str
    subject: str
    written_at: dt.datetime | None
    text: str


@require_safe
def account_mails(request: HttpRequest) -> HttpResponse:
    """The newest account mails that lead to this host. On the demo only: whoever reads them can sign in as anyone."""
    return render(request, "web/mailbox.html", {"mails": newest(host=request.get_host())})


def newest(*, host: str) -> list[AccountMail]:
    paths = sorted(Path(settings.ACCOUNT_MAILS).glob("*.eml"), reverse=True)[:LOOKED_THROUGH]
    found = (mail for mail in map(_read, paths) if f"//{host}/" in mail.text)
    return [mail for mail, _ in zip(found, range(SHOWN), strict=False)]


def _read(path: Path) -> AccountMail:
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    body = message.get_body(("plain", "html"))
    return AccountMail(
        to=str(message["To"]),
        subject=str(message["Subject"]),
        written_at=message["Date"].datetime if message["Date"] else None,
        text=body.get_content() if body else "",
    )

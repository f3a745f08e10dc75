"""Handing a mail to the mail server."""

import smtplib

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils import translation

from sluss import clock
from sluss.registry.models import Municipality
from tenants.mail import texts
from tenants.mail.headers import one_line
from tenants.mail.models import Mail
from tenants.mail.outbox import MAILER

MOST_TRIES = 8
REFUSED_FOR_GOOD = range(500, 600)


class TryAgain(Exception):
    """The mail server could not take the mail now; the job is tried again later."""


def send(municipality: Municipality, *, mail_id: int) -> None:
    """Send a waiting mail and say so in its row, once.

    The row is locked meanwhile, so two workers never send the same mail at once. A worker killed after the server has
    taken the mail and before the row says so leaves it waiting: it is then sent a second time, with the same
    Message-ID, by which many mail programs show it once. Raises TryAgain where a later try may succeed.
    """
    with transaction.atomic():
        waiting = Mail.objects.select_for_update(skip_locked=True, no_key=True).filter(state=Mail.State.WAITING)
        mail = waiting.filter(pk=mail_id).first()
        if mail is None:
            return
        error = _attempt(mail, municipality)
        mail.save(update_fields=["state", "sent_at", "tries", "error", "text", "html"])
    if mail.state == Mail.State.WAITING:
        # The row has what the mail server said. In the log the address would be read by others.
        raise TryAgain(type(error).__name__) from None


def _attempt(mail: Mail, municipality: Municipality) -> Exception | None:
    mail.tries += 1
    try:
        _message(mail, municipality).send(using=MAILER)
    except (OSError, smtplib.SMTPException, ValueError) as error:
        mail.error = one_line(f"{type(error).__name__}: {error}")[:300]
        if _is_final(error) or mail.tries >= MOST_TRIES:
            mail.state = Mail.State.FAILED
        return error
    mail.state, mail.sent_at, mail.error = Mail.State.SENT, clock.now(), ""
    if mail.holds_secret:
        _forget_text(mail)
    return None


def _forget_text(mail: Mail) -> None:
    """What only the receiver may have is not kept by the sender."""
    with translation.override(mail.language):
        mail.text, mail.html = str(texts.SECRET_GONE), ""


def _message(mail: Mail, municipality: Municipality) -> EmailMultiAlternatives:
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[mail.to],
        headers={
            "Message-ID": f"<{municipality.key}.{mail.pk}@{settings.DOMAIN}>",
            "Content-Language": mail.language,
            # Asks out-of-office robots not to answer.
            "Auto-Submitted": "auto-generated",
        },
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    return message


def _is_final(error: Exception) -> bool:
    """Whether a later try would be refused as well: a code from 500 on, or an address that cannot be written."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code in REFUSED_FOR_GOOD for code, _ in error.recipients.values())
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return False  # the operator can put it right meanwhile
    if isinstance(error, smtplib.SMTPResponseException):
        return error.smtp_code in REFUSED_FOR_GOOD
    return isinstance(error, ValueError)

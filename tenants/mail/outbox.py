"""Putting a mail into the municipality's outbox, in the transaction that gives reason for it."""

from django.core.mail import mailers
from django.db import transaction

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy.hosts import municipality_by_key
from sluss.tenancy.scope import current_municipality_key
from sluss.workflow.transitions import NotPossible
from tenants.mail import texts
from tenants.mail.headers import is_address, one_line
from tenants.mail.models import Mail

# The mailer that letters leave by (setting MAILERS). Without it there is no mail server, and they are kept.
MAILER = "letters"


def post(
    *,
    to: str,
    subject: str,
    text: str,
    html: str = "",
    language: str = "sv",
    about_id: int | None = None,
    holds_secret: bool = False,
    kind: str = "",
) -> Mail:
    """Write a mail to the outbox and ask for it to be sent when the open transaction is committed.

    `about_id` is the idea it is about, `kind` one of `tenants.mail.kinds`. `holds_secret` says that a link or code in
    it is the receiver's alone, so that the text is not kept once it is sent. An impossible address gives a mail that
    has failed, with the reason, and never an error: what the letter is about has happened anyhow.
    """
    mail = Mail(
        to=one_line(to)[:254],
        subject=one_line(subject)[:200],
        text=text,
        html=html,
        language=language,
        about_id=about_id,
        holds_secret=holds_secret,
        kind=kind,
        created_at=clock.now(),
    )
    mail.state, mail.error = _first_state(to)
    # Without a savepoint: a letter that cannot be written undoes what gave reason for it.
    with transaction.atomic(savepoint=False):
        mail.save(force_insert=True)
        _ask_for_sending(mail)
    return mail


def send_again(*, mail: Mail) -> None:
    """Put a failed or kept mail back among those that wait. Raises NotPossible where it cannot be sent."""
    with transaction.atomic():
        locked = Mail.objects.select_for_update(no_key=True).get(pk=mail.pk)
        if not locked.may_be_sent_again:
            raise NotPossible(texts.NOT_STOPPED)
        state, error = _first_state(locked.to)
        if state != Mail.State.WAITING:
            raise NotPossible(error or texts.NO_SERVER)
        locked.state, locked.error, locked.tries = state, "", 0
        locked.save(update_fields=["state", "error", "tries"])
        _ask_for_sending(locked)


def has_server() -> bool:
    """Whether letters leave. Without a server they are kept, and reach nobody by themselves."""
    return MAILER in mailers


def here() -> Municipality:
    """The municipality that is worked in."""
    return municipality_by_key(current_municipality_key())


def _first_state(to: str) -> tuple[Mail.State, str]:
    if not is_address(to):
        return Mail.State.FAILED, str(texts.NO_ADDRESS)
    return (Mail.State.WAITING if has_server() else Mail.State.KEPT), ""


def _ask_for_sending(mail: Mail) -> None:
    # The task's module is found by the job machinery, which needs the apps to be loaded first.
    from tenants.mail.tasks import send_mail

    if mail.state == Mail.State.WAITING:
        send_mail.defer(here(), mail=mail.pk)

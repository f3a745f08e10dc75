"""Invitations: sent, sent again and withdrawn."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from sluss import clock
from sluss.secrets import Kind
from sluss.workflow.transitions import NotAllowed, NotPossible
from tenants.mail.letters import send_letter
from tenants.mail.outbox import has_server
from tenants.organisation.models import Unit
from tenants.people import rules
from tenants.people.log import record
from tenants.people.models import Invitation, Member

VALID_FOR = dt.timedelta(days=14)
LINK = Kind("people.invitation")
NOT_YOURS = _("You may not invite anyone with these roles.")
ALREADY_MEMBER = _("There is already a member with that address.")
CLOSED_MEMBER = _("There is a closed membership with that address. An administrator can open it again.")
ALREADY_INVITED = _("That address has an invitation already. Send it again from the list.")
SENT_BY_LETTER = _("The link is in the letter. Send it again if it did not arrive.")
NOT_OPEN = _("The invitation is already used or withdrawn.")


def invite(
    *, actor: Member, email: str, name: str, unit: Unit | None, roles: list[str], language: str = "sv"
) -> Invitation:
    """Offer a membership and send the link. Raises NotAllowed, and NotPossible for a member or an open invitation."""
    if not rules.may_give(actor, roles):
        raise NotAllowed(NOT_YOURS)
    offer = Invitation(email=email, name=name, unit=unit, roles=roles, language=language, invited_by=actor)
    return _offered(offer)


def invite_guest(
    *, actor: Member, email: str, name: str, guest_of: int, guest_until: dt.date | None, language: str = "sv"
) -> Invitation:
    """Offer somebody outside to see one idea, by its number, until a day (None: until it is ended).

    The caller has made sure that the actor may open that idea to others. Raises NotAllowed, and NotPossible for a
    member or an open invitation.
    """
    if not rules.may_invite_guests(actor):
        raise NotAllowed(NOT_YOURS)
    offer = Invitation(email=email, name=name, language=language, invited_by=actor)
    offer.guest_of, offer.guest_until = guest_of, guest_until
    return _offered(offer)


def _offered(offer: Invitation) -> Invitation:
    offer.email = offer.email.strip().lower()
    _refuse_member(offer.email)
    token, now = LINK.make(), clock.now()
    offer.secret_digest, offer.sent_at, offer.expires_at = LINK.digest(token), now, now + VALID_FOR
    try:
        with transaction.atomic():
            offer.save(force_insert=True)
            about_guest = {"guest_of": offer.guest_of} if offer.guest_of is not None else {}
            record(kind="invited", about=offer, actor=offer.invited_by, roles=offer.roles, **about_guest)
            _send(invitation=offer, token=token)
    except IntegrityError as error:
        raise NotPossible(ALREADY_INVITED) from error
    return offer


def send_again(*, actor: Member, invitation: Invitation) -> Invitation:
    """A new link for two more weeks; the one before stops working. Raises NotAllowed, NotPossible."""
    token = LINK.make()
    with transaction.atomic():
        locked = _locked_open(actor=actor, invitation=invitation)
        _renew(locked, token=token, actor=actor)
        _send(invitation=locked, token=token)
    return locked


def new_link(*, actor: Member, invitation: Invitation) -> str:
    """The secret of a new link, told to the actor to be handed over, where no letter reaches anybody; the link before
    stops working. Raises NotAllowed, and NotPossible also where there is a mail server: then the letter brings it."""
    if has_server():
        raise NotPossible(SENT_BY_LETTER)
    token = LINK.make()
    with transaction.atomic():
        _renew(_locked_open(actor=actor, invitation=invitation), token=token, actor=actor)
    return token


def revoke(*, actor: Member, invitation: Invitation) -> Invitation:
    """Withdraw an invitation; its link stops working. Raises NotAllowed, NotPossible."""
    with transaction.atomic():
        locked = _locked_open(actor=actor, invitation=invitation)
        locked.revoked_at = clock.now()
        locked.save(update_fields=["revoked_at"])
        record(kind="invitation_revoked", about=locked, actor=actor)
    return locked


def _renew(locked: Invitation, *, token: str, actor: Member) -> None:
    locked.secret_digest, locked.sent_at = LINK.digest(token), clock.now()
    locked.expires_at = locked.sent_at + VALID_FOR
    locked.save(update_fields=["secret_digest", "sent_at", "expires_at"])
    record(kind="invitation_sent_again", about=locked, actor=actor)


def _refuse_member(address: str) -> None:
    member = Member.objects.filter(email__iexact=address, account_key__isnull=False).first()
    if member and not member.is_guest:
        raise NotPossible(ALREADY_MEMBER if member.active else CLOSED_MEMBER)


def _locked_open(*, actor: Member, invitation: Invitation) -> Invitation:
    locked = Invitation.objects.select_for_update(no_key=True).get(pk=invitation.pk)
    own = locked.guest_of is not None and locked.invited_by_id == actor.pk and rules.may_invite_guests(actor)
    if not own and not rules.may_give(actor, locked.roles):
        raise NotAllowed(NOT_YOURS)
    if locked.accepted_at or locked.revoked_at:
        raise NotPossible(NOT_OPEN)
    return locked


def _send(*, invitation: Invitation, token: str) -> None:
    context = {
        "name": invitation.name,
        "invited_by": invitation.invited_by.display_name,
        "roles": invitation.role_labels,
        "guest": invitation.guest_of is not None,
        "token": token,
        "expires_at": invitation.expires_at,
    }
    send_letter(
        to=invitation.email,
        template="people/invitation",
        context=context,
        language=invitation.language,
        holds_secret=True,
    )

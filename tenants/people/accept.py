"""Accepting an invitation: the account lies in the region, the membership in the municipality.

Two transactions, the account first: if the second never happens there is an account without membership, which the same
link completes after signing in. The other way round a membership would point to an account that is not there.
"""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sluss import clock
from sluss.accounts.models import Account
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from sluss.workflow.transitions import NotPossible
from tenants.people.invite import CLOSED_MEMBER, LINK
from tenants.people.log import record
from tenants.people.models import Invitation, Member

NOT_FOR_YOU = _("The invitation is for another e-mail address than yours.")
JOINED = ["account_key", "active", "name", "unit", "roles", "language", "guest_of", "guest_until"]
USED_OR_OVER = _("The invitation is already used, withdrawn or too old.")


def find_invitation(*, municipality: Municipality, token: str) -> Invitation | None:
    """The invitation that a link's secret belongs to, in this municipality only."""
    with in_municipality(municipality):
        return Invitation.objects.select_related("member").filter(secret_digest=LINK.digest(token)).first()


def accept(*, municipality: Municipality, invitation: Invitation, account: Account) -> Member:
    """Make the account a member, once. A second call for the same account gives the same member.

    Raises NotPossible for another address, an invitation that is over, or a membership that was closed.
    """
    with in_municipality(municipality), transaction.atomic():
        locked = Invitation.objects.select_for_update(no_key=True).get(pk=invitation.pk)
        if locked.member and locked.member.account_key == account.key:
            return locked.member
        if locked.state != Invitation.State.OPEN:
            raise NotPossible(USED_OR_OVER)
        if account.email.lower() != locked.email:
            raise NotPossible(NOT_FOR_YOU)
        member = _member_for(account=account, invitation=locked)
        locked.accepted_at, locked.member = clock.now(), member
        locked.save(update_fields=["accepted_at", "member"])
        record(kind="member_joined", about=member, actor=member, roles=member.roles, invitation=locked.pk)
    return member


def _member_for(*, account: Account, invitation: Invitation) -> Member:
    known = Member.objects.filter(account_key=account.key).first()
    if known and known.is_guest:
        # Invited for another idea, or to become an ordinary member: what they were a guest of is over.
        return _joined(account=account, invitation=invitation, known=known)
    if known and not known.active:
        raise NotPossible(CLOSED_MEMBER)
    return known or _joined(account=account, invitation=invitation)


def _joined(*, account: Account, invitation: Invitation, known: Member | None = None) -> Member:
    """A new member, one who was entered by name before having an account, or a guest invited anew."""
    entered = known or Member.objects.filter(account_key=None, email__iexact=invitation.email).first()
    member = entered or Member(email=invitation.email)
    member.account_key, member.active = account.key, True
    member.name = account.name or invitation.name
    member.unit_id, member.roles, member.language = invitation.unit_id, invitation.roles, invitation.language
    member.guest_of, member.guest_until = invitation.guest_of, invitation.guest_until
    if entered:
        member.save(update_fields=JOINED)
    else:
        member.save(force_insert=True)
    return member

"""Guest coaches: somebody outside who sees one idea, from an invitation until a day or until they are thanked."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from sluss import clock
from sluss.workflow.transitions import NotAllowed, record
from tenants.coaching import rules
from tenants.ideas.models import Idea
from tenants.people import log
from tenants.people.invite import invite_guest
from tenants.people.models import Invitation, Member


@dataclass(frozen=True)
class Guests:
    """Who is here for an idea, and who has been invited and has not answered."""

    here: list[Member]
    invited: list[Invitation]


def guests_of(idea: Idea) -> Guests:
    """Two statements."""
    here = Member.objects.active().filter(guest_of=idea.pk).exclude(guest_until__lt=clock.today())
    invited = Invitation.objects.open().filter(guest_of=idea.pk, expires_at__gt=clock.now())
    return Guests(here=list(here), invited=list(invited))


@transaction.atomic
def invite_guest_coach(
    idea: Idea, *, email: str, name: str, until: dt.date | None, language: str, actor: Member
) -> Invitation:
    """Invite by e-mail, through the municipality's invitations. Raises NotAllowed, and NotPossible for a member."""
    locked = Idea.objects.select_for_update(no_key=True, of=("self",)).get(pk=idea.pk)
    if reason := rules.why_not_invite_guest(actor, locked):
        raise NotAllowed(reason)
    offer = invite_guest(actor=actor, email=email, name=name, guest_of=locked.pk, guest_until=until, language=language)
    record(subject=locked, kind="guest_invited", actor=actor, data={"invitation": offer.pk})
    return offer


@transaction.atomic
def end_guest(idea: Idea, *, guest: Member, actor: Member) -> Member:
    """Close the guest's membership: whatever page they have open is the last. Raises NotAllowed."""
    locked = Member.objects.select_for_update(no_key=True, of=("self",)).get(pk=guest.pk)
    if reason := rules.why_not_end_guest(actor, idea, guest=locked):
        raise NotAllowed(reason)
    _close(locked, actor=actor)
    record(subject=idea, kind="guest_ended", actor=actor, data={"member": locked.pk})
    return locked


@transaction.atomic
def end_guests_whose_day_has_passed() -> int:
    """They get no further since that day; here the memberships are closed too. Returns how many."""
    over = Member.objects.active().filter(guest_of__isnull=False, guest_until__lt=clock.today())
    guests = list(over.select_for_update(no_key=True, of=("self",)).order_by("pk"))
    ideas = Idea.objects.in_bulk([guest.guest_of for guest in guests if guest.guest_of is not None])
    for guest in guests:
        _close(guest, actor=None)
        if guest.guest_of in ideas:
            record(subject=ideas[guest.guest_of], kind="guest_ended", actor=None, data={"member": guest.pk})
    return len(guests)


def _close(guest: Member, *, actor: Member | None) -> None:
    guest.active = False
    guest.save(update_fields=["active"])
    log.record(kind="member_deactivated", about=guest, actor=actor)

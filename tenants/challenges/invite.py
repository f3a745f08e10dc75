"""Inviting units: a letter to each of their active members, written in the background, never two to the same person."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from sluss import clock
from sluss.workflow.transitions import NotAllowed, NotPossible, record
from tenants.challenges.letters import invitation_letter
from tenants.challenges.models import Challenge, Invited, Mailing
from tenants.challenges.rules import INVITING, runs
from tenants.organisation.models import Unit
from tenants.organisation.selectors import unit_tree
from tenants.people.models import Member

BATCH = 50


@dataclass(frozen=True)
class InvitedUnit:
    """How many of a unit's people have been invited, of how many there are."""

    unit: Unit
    depth: int
    people: int
    invited: int


def with_those_below(units: Sequence[Unit]) -> list[int]:
    """The keys of the units and of all units under them. One query, however deep."""
    wanted = {unit.pk for unit in units}
    found: list[int] = []
    above: list[bool] = []
    for row in unit_tree():
        above = [*above[: row.depth], row.unit.pk in wanted or any(above[: row.depth])]
        if above[-1]:
            found.append(row.unit.pk)
    return found


def still_to_invite(challenge: Challenge, units: Sequence[int]) -> QuerySet[Member]:
    """The active members of the units who have not been invited to this challenge."""
    invited = Invited.objects.filter(challenge=challenge).values("member")
    return Member.objects.active().filter(unit__in=units, guest_of=None).exclude(pk__in=invited).order_by("pk")


@transaction.atomic
def start_inviting(challenge: Challenge, *, units: Sequence[Unit], message: str, actor: Member) -> Mailing:
    """Ask for the letters. Raises NotPossible where the challenge invites nobody now or everybody has been invited."""
    # The task's module is found by the job machinery, which needs the apps to be loaded first.
    from tenants.challenges.tasks import send_letters

    locked = Challenge.objects.select_for_update(no_key=True).get(pk=challenge.pk)
    if not runs(actor, locked):
        raise NotAllowed(_("Only the challenge's owner or the innovation manager does this."))
    if locked.status not in INVITING:
        raise NotPossible(_("Invitations go out from when the challenge is announced until it closes."))
    total = still_to_invite(locked, with_those_below(units)).count()
    if not total:
        raise NotPossible(_("Everyone in these units has been invited already, or there is nobody in them."))
    mailing = Mailing.objects.create(
        challenge=locked,
        kind=Mailing.Kind.INVITATION,
        message=message,
        started_by=actor,
        started_at=clock.now(),
        total=total,
    )
    mailing.units.set(units)
    record(subject=locked, kind="invited", actor=actor, data={"units": [unit.pk for unit in units], "people": total})
    send_letters.defer(mailing=mailing.pk)
    return mailing


@transaction.atomic
def invite_batch(mailing: Mailing) -> Mailing:
    """Write the next letters. Two mailings of one challenge take turns, so that nobody gets a letter from each."""
    challenge = Challenge.objects.select_for_update(no_key=True).get(pk=mailing.challenge_id)
    going = Mailing.objects.select_for_update(no_key=True).get(pk=mailing.pk)
    if going.ended_at:
        return going
    units = with_those_below(list(going.units.all()))
    batch = list(still_to_invite(challenge, units).filter(pk__gt=going.reached).select_related("unit")[:BATCH])
    now = clock.now()
    Invited.objects.bulk_create(
        [Invited(challenge=challenge, member=one, unit=one.unit, mailing=going, at=now) for one in batch]
    )
    for one in batch:
        invitation_letter(challenge, message=going.message, to=one)
    going.reached = batch[-1].pk if batch else going.reached
    going.done += len(batch)
    going.ended_at = None if batch and challenge.status in INVITING else now
    going.save(update_fields=["reached", "done", "ended_at"])
    return going


def invited_by_unit(challenge: Challenge) -> list[InvitedUnit]:
    """Every unit in use with how many have been invited; three queries."""
    people = dict(Member.objects.active().filter(guest_of=None).order_by().values_list("unit").annotate(n=Count("pk")))
    invited = dict(Invited.objects.filter(challenge=challenge).order_by().values_list("unit").annotate(n=Count("pk")))
    return [
        InvitedUnit(row.unit, row.depth, people.get(row.unit.pk, 0), invited.get(row.unit.pk, 0))
        for row in unit_tree()
        if row.unit.active
    ]

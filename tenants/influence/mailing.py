"""Letters about a session to many, written in the background, never two of a kind to the same person."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from sluss import clock
from sluss.workflow.transitions import NotPossible, apply
from tenants.influence import letters
from tenants.influence.models import Mailing, Panelist, PanelStatus, Participant, ResidentSession, Status
from tenants.influence.transitions import INVITE, TELL
from tenants.people.models import Member

BATCH = 50
Kind = Mailing.Kind
LETTERS: dict[str, Callable[[Participant, ResidentSession], None]] = {
    Kind.INVITATION: letters.invitation,
    Kind.CANCELLED: letters.cancelled,
    Kind.TOLD: letters.told,
}


@transaction.atomic
def invite(session: ResidentSession, *, actor: Member, only: Collection[int] | None = None) -> Mailing | None:
    """Ask everyone in the panel who has not been asked yet, or `only` those with these keys, and open the open link
    where there is one. Raises NotAllowed, and NotPossible where nobody is chosen and there is no open link either."""
    apply(INVITE, subject=session, actor=actor)
    if only is None:
        return start_mailing(session, kind=Kind.INVITATION, actor=actor)
    chosen = list(may_be_asked(session).filter(pk__in=only).values_list("pk", flat=True))
    if not chosen and not session.open_link:
        raise NotPossible(_("Tick at least one of those who can be asked."))
    return start_mailing(session, kind=Kind.INVITATION, actor=actor, only=chosen)


@transaction.atomic
def tell_back(session: ResidentSession, *, actor: Member) -> Mailing | None:
    """Tell those who took part what came of it, once. Raises NotAllowed or NotPossible with what is missing."""
    apply(TELL, subject=session, actor=actor, change=lambda _: {"told_at": clock.now()})
    return start_mailing(session, kind=Kind.TOLD, actor=actor)


def start_mailing(
    session: ResidentSession, *, kind: Mailing.Kind, actor: Member, only: Sequence[int] | None = None
) -> Mailing | None:
    """None where there is nobody to write to."""
    # The task's module is found by the job machinery, which needs the apps to be loaded first.
    from tenants.influence.tasks import send_letters

    total = receivers(session, kind).count() if only is None else len(only)
    if not total:
        return None
    said = {"kind": kind, "total": total, "to_some": only is not None}
    mailing = Mailing.objects.create(session=session, started_by=actor, started_at=clock.now(), **said)
    if only is not None:
        mailing.chosen.set(only)
    send_letters.defer(mailing=mailing.pk)
    return mailing


@transaction.atomic
def write_batch(mailing: Mailing) -> Mailing:
    """Write the next letters. Two mailings of one session take turns."""
    session = ResidentSession.objects.select_for_update(no_key=True, of=("self",)).get(pk=mailing.session_id)
    going = Mailing.objects.select_for_update(no_key=True).get(pk=mailing.pk)
    if going.ended_at:
        return going
    waiting: Any = receivers(session, Kind(going.kind)).filter(pk__gt=going.reached)
    if going.to_some:
        waiting = waiting.filter(pk__in=going.chosen.values("pk"))
    batch: list[Panelist | Participant] = list(waiting[:BATCH])
    for one in batch:
        person = _asked(session, one) if isinstance(one, Panelist) else one
        LETTERS[going.kind](person, session)
    going.reached = batch[-1].pk if batch else going.reached
    going.done += len(batch)
    going.ended_at = None if batch else clock.now()
    going.save(update_fields=["reached", "done", "ended_at"])
    return going


def receivers(session: ResidentSession, kind: Mailing.Kind) -> "QuerySet[Panelist] | QuerySet[Participant]":
    """To whom it goes: the panel's people who have not been asked; those asked who have not said no; those who came."""
    asked = Participant.objects.filter(session=session).select_related("panelist").order_by("pk")
    if kind == Kind.CANCELLED:
        return asked.exclude(answer=Participant.Answer.NO)
    if kind == Kind.TOLD:
        return asked.filter(came=True)
    return may_be_asked(session)


def may_be_asked(session: ResidentSession) -> "QuerySet[Panelist]":
    """Those in its panel who have not been asked to it. An invitation that is still being written when the session is
    cancelled stops there."""
    in_panel = Panelist.objects.filter(panel=session.panel_id, confirmed_at__isnull=False).order_by("pk")
    open_now = session.status in (Status.PLANNED, Status.INVITED)
    if session.panel is None or session.panel.status == PanelStatus.CLOSED or not open_now:
        return in_panel.none()
    return in_panel.exclude(asked_to__session=session)


def _asked(session: ResidentSession, panelist: Panelist) -> Participant:
    return Participant.objects.create(session=session, panelist=panelist, asked_at=clock.now())

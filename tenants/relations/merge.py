"""Merging one idea into another, and undoing it exactly."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from sluss import clock
from sluss.workflow.models import Event
from sluss.workflow.transitions import NotPossible, apply, record
from tenants.ideas import facts, joining
from tenants.ideas.models import Idea, IdeaBearer, Message
from tenants.ideas.stays import promise_of
from tenants.people.models import Member
from tenants.relations.letters import tell
from tenants.relations.locking import locked
from tenants.relations.models import Merge
from tenants.relations.rules import MERGE, UNMERGE, refuse_joining


@transaction.atomic
def merge_into(source: Idea, target: Idea, *, message: str, actor: Member) -> Merge:
    """Let `source` go on in `target`: its bearers get credit there and are told, its own page and talk stay.

    Only an idea in the chambers is merged; one in the inbox is connected there. Raises NotAllowed or NotPossible with
    nothing changed: an idea that others have been merged into does not move on, so there are no chains or circles.
    """
    first, second = locked(source, target)
    _refuse(first, second, actor)
    merge = Merge(
        source=first,
        target=second,
        merged_by=actor,
        merged_at=clock.now(),
        status_before=first.status,
        promised_before=first.promised_on,
    )
    event = apply(
        MERGE,
        subject=source,
        actor=actor,
        change=lambda idea: {"promised_on": None, "connected_to": second},
        data={"target": second.pk, **promise_of(first)},
    )
    record(subject=second, kind="joined", actor=actor, data={"source": first.pk})
    # Before the credit is given: those who get it have a letter of their own.
    tell(second, what="joined", other=source, message="")
    merge.credited = _credit(first, second, at=merge.merged_at)
    merge.save()
    _say(source, event, message, actor)
    joining.tell_joined(source, second)
    facts.tell_region(source, version=event.pk)
    tell(source, what="merged", other=second, message=message)
    return merge


@transaction.atomic
def undo_merge(source: Idea, *, message: str, actor: Member) -> Event:
    """Put both ideas back as they were before the merge; what was said since is kept. Raises as `merge_into`."""
    merge = merge_of(source)
    if merge is None:
        raise NotPossible(_("The idea is not merged into another one any more."))
    _first, target = locked(source, merge.target)
    event = apply(
        UNMERGE,
        subject=source,
        actor=actor,
        change=lambda idea: {"status": merge.status_before, "promised_on": merge.promised_before, "connected_to": None},
        data={"target": target.pk, "moved_to": source.stage_id},
    )
    merge.undone_at = event.at
    merge.save(update_fields=["undone_at"])
    still = Merge.objects.filter(target=target, undone_at=None).select_related("source").order_by("pk")
    _take_credit_back(merge, still)
    record(subject=target, kind="parted", actor=actor, data={"source": source.pk})
    _say(source, event, message, actor)
    joining.tell_parted(source, target, still=[other.source for other in still])
    facts.tell_region(source, version=event.pk)
    tell(source, what="unmerged", other=target, message=message)
    return event


def merge_of(source: Idea) -> Merge | None:
    """The merge that holds now."""
    return Merge.objects.filter(source=source, undone_at=None).select_related("target").first()


def _refuse(source: Idea, target: Idea, actor: Member) -> None:
    if source.pk == target.pk:
        raise NotPossible(_("An idea cannot be merged into itself."))
    refuse_joining(actor, source, target)
    if Idea.objects.filter(connected_to=source).exists():
        raise NotPossible(
            _("Others go on in %(number)s. Merge the other way round, or undo those first.")
            % {"number": source.registry_number}
        )
    if target.coach_id and source.bearers.filter(member=target.coach_id).exists():
        raise NotPossible(_("The other idea's coach bears this one, and nobody coaches an idea of their own."))


def _credit(source: Idea, target: Idea, *, at: dt.datetime) -> list[int]:
    """The bearers of the one become bearers of the other from now on, where they are not already; their keys."""
    there = {_identity(bearer) for bearer in target.bearers.all()}
    new = [bearer for bearer in source.bearers.order_by("pk") if _identity(bearer) not in there]
    for bearer in new:
        bearer.pk, bearer.idea, bearer.since = None, target, at
    return [bearer.pk for bearer in IdeaBearer.objects.bulk_create(new)]


def _take_credit_back(merge: Merge, still: Iterable[Merge]) -> None:
    """But for those who bear one of the ideas that are `still` merged there: their credit goes with that one then."""
    for bearer in IdeaBearer.objects.filter(pk__in=merge.credited, idea=merge.target):
        who = _identity(bearer)
        other = next((one for one in still if who in map(_identity, one.source.bearers.all())), None)
        if other is None:
            bearer.delete()
        else:
            other.credited = [*other.credited, bearer.pk]
            other.save(update_fields=["credited"])


def _identity(bearer: IdeaBearer) -> tuple[object, ...]:
    if bearer.member_id:
        return (bearer.member_id,)
    return ("", bearer.email.casefold()) if bearer.email else (bearer.name, bearer.phone)


def _say(idea: Idea, event: Event, message: str, actor: Member) -> None:
    Message.objects.create(idea=idea, event_id=event.pk, author=actor, text=message, written_at=event.at)

"""Keeping ideas side by side under a heading: nothing of them changes, and each can be taken out again."""

from django.db import transaction
from django.utils.translation import gettext as _

from sluss import clock
from sluss.workflow.transitions import NotAllowed, NotPossible, record
from tenants.ideas.models import Idea, Message
from tenants.people.models import Member
from tenants.relations.letters import tell
from tenants.relations.locking import locked
from tenants.relations.models import Bundle, BundledIdea
from tenants.relations.rules import may_join, refuse_differing_marks, refuse_joining

FEWEST = 2


@transaction.atomic
def create_bundle(lead: Idea, *others: Idea, heading: str, message: str, actor: Member) -> Bundle:
    """A bundle of the lead and at least one more. Raises NotAllowed or NotPossible with nothing changed."""
    ideas = locked(lead, *others)
    if len({idea.pk for idea in ideas}) < FEWEST:
        raise NotPossible(_("A bundle holds at least two ideas."))
    refuse_joining(actor, *ideas)
    bundle = Bundle.objects.create(heading=heading, lead=lead, created_by=actor, created_at=clock.now())
    for idea in ideas:
        _put(idea, bundle, message=message, actor=actor)
    return bundle


@transaction.atomic
def add_to_bundle(bundle: Bundle, idea: Idea, *, message: str, actor: Member) -> None:
    """One more idea for a bundle that is not dissolved. Raises as `create_bundle`."""
    held = _held(bundle)
    [row] = locked(idea)
    refuse_joining(actor, row)
    refuse_differing_marks(row, held.lead)
    _put(row, held, message=message, actor=actor)


@transaction.atomic
def take_out(bundle: Bundle, idea: Idea, *, actor: Member) -> None:
    """The idea leaves the bundle. With fewer than two left, or without its lead, there is no bundle any more."""
    _refuse_actor(actor)
    held = _held(bundle)
    if not held.places.filter(idea=idea, left_at=None).exists():
        raise NotPossible(_("The idea is not in the bundle any more."))
    if idea.pk == held.lead_id or held.places.filter(left_at=None).count() <= FEWEST:
        _dissolve(held, actor)
    else:
        _leave(held, idea, actor)


@transaction.atomic
def dissolve(bundle: Bundle, *, actor: Member) -> None:
    """All leave it; the ideas are as they were. Raises NotAllowed, and NotPossible where it is dissolved already."""
    _refuse_actor(actor)
    _dissolve(_held(bundle), actor)


def _put(idea: Idea, bundle: Bundle, *, message: str, actor: Member) -> None:
    if BundledIdea.objects.filter(idea=idea, left_at=None).exists():
        raise NotPossible(
            _("%(number)s is in a bundle already. Take it out of that one first.") % {"number": idea.registry_number}
        )
    BundledIdea.objects.create(bundle=bundle, idea=idea, joined_at=clock.now())
    event = record(subject=idea, kind="bundled", actor=actor, data={"bundle": bundle.pk})
    # Those who follow by a code have no letter: it stands on the timeline too.
    Message.objects.create(idea=idea, event_id=event.pk, author=actor, text=message, written_at=event.at)
    tell(idea, what="bundled", other=bundle.lead, heading=bundle.heading, message=message)


def _leave(bundle: Bundle, idea: Idea, actor: Member) -> None:
    BundledIdea.objects.filter(bundle=bundle, idea=idea, left_at=None).update(left_at=clock.now())
    record(subject=idea, kind="unbundled", actor=actor, data={"bundle": bundle.pk})


def _dissolve(bundle: Bundle, actor: Member) -> None:
    for place in bundle.places.filter(left_at=None).select_related("idea").order_by("idea_id"):
        _leave(bundle, place.idea, actor)
    bundle.dissolved_at = clock.now()
    bundle.save(update_fields=["dissolved_at"])


def _held(bundle: Bundle) -> Bundle:
    held = Bundle.objects.select_for_update(no_key=True, of=("self",)).get(pk=bundle.pk)
    if held.dissolved_at:
        raise NotPossible(_("The bundle has been dissolved."))
    return held


def _refuse_actor(actor: Member) -> None:
    if not may_join(actor):
        raise NotAllowed(_("Only an idea coach or the innovation manager joins ideas together."))

"""Registering several held proposals together: each on its own, so that one that fails stops no other."""

import logging
import uuid
from collections.abc import Mapping

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from sluss import clock
from sluss.web.outage import is_gone
from sluss.workflow.transitions import NotAllowed, NotPossible
from tenants.decisions import rules
from tenants.decisions.draft import Draft, Overtaken, Seen, locked, require_unchanged
from tenants.decisions.held import HeldFilter, held_proposals, registrable, seats_of
from tenants.decisions.models import Proposal, Publication, PublicationItem
from tenants.decisions.register_decision import register_decision
from tenants.people.models import Member

MOST = 200
State = PublicationItem.State
log = logging.getLogger(__name__)


@transaction.atomic
def start_publication(*, seen: Mapping[int, Seen], actor: Member) -> Publication:
    """Ask for what is held on the ideas in `seen` to be registered; the rest of them is left out.

    Raises NotPossible where the actor may register none of them, or there are more than 200.
    """
    # The job's module imports this one.
    from tenants.decisions.tasks import publish

    seats = seats_of(actor)
    found = held_proposals(actor, HeldFilter(), seats).filter(registrable(actor, seats), idea__in=list(seen))
    ideas = list(found.values_list("idea_id", flat=True))
    if not ideas:
        raise NotPossible(_("None of what you chose waits for a decision of yours any more."))
    if len(ideas) > MOST:
        raise NotPossible(_("At most %(number)d can be registered together.") % {"number": MOST})
    publication = Publication.objects.create(started_by=actor, started_at=clock.now())
    PublicationItem.objects.bulk_create(
        PublicationItem(publication=publication, idea_id=idea, seen=str(seen[idea])) for idea in ideas
    )
    publish.defer(key=publication.key)
    return publication


def run_publication(key: uuid.UUID) -> None:
    """Register what still waits. Run twice, or again after a crash, it registers nothing twice."""
    publication = Publication.objects.select_related("started_by").filter(key=key).first()
    if publication is None:
        return
    actor = publication.started_by
    waiting = publication.items.filter(state=State.WAITING)
    with translation.override(actor.language):
        for pk in list(waiting.values_list("pk", flat=True)):
            _publish_safely(pk, actor)


def _publish_safely(pk: int, actor: Member) -> None:
    try:
        _publish(pk, actor)
    except Overtaken as told:
        _close(pk, State.CHANGED, str(told))
    except NotAllowed as told:
        _close(pk, State.REFUSED, str(told.reason))
    except NotPossible as told:
        _close(pk, State.REFUSED, str(told))
    except Exception as error:
        if is_gone(error):
            raise
        log.exception("A held proposal could not be published.")
        _close(pk, State.FAILED, _("Something went wrong on our side. Nothing was changed; open it and try there."))


@transaction.atomic
def _publish(pk: int, actor: Member) -> None:
    item = PublicationItem.objects.select_for_update(no_key=True).get(pk=pk)
    if item.state != State.WAITING:
        return
    idea, seen = item.idea, Seen.parse(item.seen)
    row = locked(idea)
    require_unchanged(row, seen, why_not=lambda gate: rules.why_not_decide(actor, row, gate))
    proposal = Proposal.objects.select_related("presenter", "delegation").get(idea=idea)
    register_decision(idea, draft=Draft.of(proposal), seen=seen, actor=actor, key=item.key)
    _close(pk, State.REGISTERED, "")


def _close(pk: int, state: str, reason: str) -> None:
    PublicationItem.objects.filter(pk=pk, state=State.WAITING).update(state=state, reason=reason)

"""Showing an idea to everyone, and taking it back. What is shown is a copy of what somebody read."""

from django.db import transaction
from django.utils.translation import gettext as _

from sluss import clock
from sluss.workflow.transitions import NotAllowed, NotPossible, record
from tenants.ideas.models import Idea, Visibility
from tenants.people.models import Member
from tenants.public_site.models import OpenIdea
from tenants.public_site.rules import SHOWN_TEXTS, may_open, why_not_open

OPENED, CLOSED = "opened", "closed_to_all"


@transaction.atomic
def open_idea(idea: Idea, *, revision: int, actor: Member) -> OpenIdea:
    """Show the texts of this revision to everyone. Raises NotAllowed, or NotPossible where they were changed since."""
    locked = _locked(idea, actor)
    if reason := why_not_open(locked):
        raise NotPossible(reason)
    if locked.revision != revision:
        raise NotPossible(_("The text was changed since you read it. Read it once more."))
    texts = {name: getattr(locked, name) for name in SHOWN_TEXTS}
    shown, _new = OpenIdea.objects.update_or_create(
        idea=locked, defaults={**texts, "revision": revision, "opened_at": clock.now(), "opened_by": actor}
    )
    _set(locked, Visibility.PUBLIC)
    record(subject=locked, kind=OPENED, actor=actor, data={"revision": revision})
    return shown


@transaction.atomic
def close_idea(idea: Idea, *, actor: Member) -> None:
    """Take it back: nobody outside finds it any more. Supports and comments are kept. Raises NotAllowed."""
    locked = _locked(idea, actor)
    if not OpenIdea.objects.filter(idea=locked).delete()[0]:
        return
    _set(locked, Visibility.MUNICIPALITY)
    record(subject=locked, kind=CLOSED, actor=actor)


def _locked(idea: Idea, actor: Member) -> Idea:
    if not may_open(actor):
        raise NotAllowed(_("Only an idea coach or the innovation manager shows an idea to everyone."))
    return Idea.objects.select_for_update(no_key=True, of=("self",)).get(pk=idea.pk)


def _set(idea: Idea, visibility: Visibility) -> None:
    idea.visibility = visibility
    idea.save(update_fields=["visibility"])

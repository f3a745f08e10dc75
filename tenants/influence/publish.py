"""Showing everyone what came of what residents said: a copy of texts that somebody has read, and nothing else."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from sluss import clock
from sluss.clock import STOCKHOLM
from sluss.text.personal_numbers import holds_personal_number
from sluss.workflow.transitions import NotAllowed, NotPossible, record
from tenants.ideas.models import Idea, Secrecy
from tenants.influence.access import runs
from tenants.influence.findings import names_somebody
from tenants.influence.models import OpenSession, ResidentSession, Status
from tenants.influence.panels import FEWEST
from tenants.people.models import Member

MARKED = ~Q(secrecy=Secrecy.NONE)


@dataclass(frozen=True, kw_only=True)
class PublicText:
    """What was said and what came of it, as everyone will read it."""

    title: str
    said: str
    came_of_it: str


def open_sessions() -> QuerySet[OpenSession]:
    """What everyone may read. A secrecy mark on the idea, or on the matter behind the need, hides it at once."""
    marked = Idea.objects.filter(MARKED).values("pk")
    hidden = Q(session__idea__in=marked) | Q(session__need__origin__in=marked)
    return OpenSession.objects.exclude(pk__in=OpenSession.objects.filter(hidden).values("pk"))


def why_not_open(session: ResidentSession) -> str | None:
    if session.status != Status.TOLD:
        return _("Tell those who took part first. They should not read it here before they hear it.")
    idea = session.idea or (session.need.origin if session.need else None)
    if idea is not None and idea.secrecy != Secrecy.NONE:
        return _("What it is about bears a secrecy mark.")
    return None


@transaction.atomic
def open_session(session: ResidentSession, *, text: PublicText, actor: Member) -> OpenSession:
    """Show the texts to everyone. Raises NotAllowed or NotPossible."""
    locked = _locked(session, actor)
    if reason := why_not_open(locked):
        raise NotPossible(reason)
    whole = f"{text.title} {text.said} {text.came_of_it}"
    if holds_personal_number(text=whole) or names_somebody(locked, whole):
        raise NotPossible(_("The text says who somebody is: a name, an address or a number. Take it out first."))
    number = locked.took_part or 0
    shown, _new = OpenSession.objects.update_or_create(
        session=locked,
        defaults={
            "title": text.title,
            "kind": locked.kind,
            "held_on": (locked.held_at or locked.starts_at).astimezone(STOCKHOLM).date(),
            "took_part": number if number >= FEWEST else None,
            "said": text.said,
            "came_of_it": text.came_of_it,
            "opened_at": clock.now(),
            "opened_by": actor,
        },
    )
    record(subject=locked, kind="opened", actor=actor)
    return shown


@transaction.atomic
def close_session(session: ResidentSession, *, actor: Member) -> None:
    """Nobody outside finds it any more. Raises NotAllowed."""
    locked = _locked(session, actor)
    if OpenSession.objects.filter(session=locked).delete()[0]:
        record(subject=locked, kind="closed_to_all", actor=actor)


def _locked(session: ResidentSession, actor: Member) -> ResidentSession:
    if not runs(actor):
        raise NotAllowed(_("Only idea coaches, the innovation manager and the contact centre run panels and sessions."))
    return ResidentSession.objects.select_for_update(no_key=True, of=("self",)).get(pk=session.pk)

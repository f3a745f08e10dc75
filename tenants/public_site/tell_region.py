"""Telling the region what is open now of an idea or a challenge, whenever that may have changed."""

from django.db import transaction

from shared.openly.receive import SENT
from sluss.outbox.sending import Entry, send_many
from sluss.workflow.models import Event
from tenants.challenges.models import Challenge
from tenants.ideas.models import Idea
from tenants.ideas.transitions import WITHDRAW
from tenants.learnings.models import Learning, Visibility
from tenants.learnings.rules import SIGN
from tenants.public_site.models import OpenIdea
from tenants.public_site.open_idea import CLOSED, OPENED
from tenants.public_site.open_texts import Told, of_challenge, of_idea
from tenants.public_site.rules import HIDDEN

ALWAYS = (OPENED, CLOSED, SIGN.name)


def changes_what_is_open(event: Event) -> bool:
    """Whether an idea's event shows or hides a text of it. A statement more where it hides what might be open."""
    if event.kind in ALWAYS:
        return True
    return _may_hide(event) and _has_been_open(event.subject_id)


def _may_hide(event: Event) -> bool:
    """It sets or lifts a secrecy mark, or leads over the edge between where ideas are shown and where they are not."""
    data = event.data
    over_the_edge = "to" in data and (data.get("from") in HIDDEN) != (data["to"] in HIDDEN)
    return "secrecy" in data or event.kind == WITHDRAW.name or over_the_edge


def _has_been_open(idea: int) -> bool:
    opened = OpenIdea.objects.filter(pk=idea).order_by().values("pk")
    learned = Learning.objects.filter(idea=idea, visibility=Visibility.PUBLIC).order_by().values("idea")
    return opened.union(learned).exists()


@transaction.atomic
def tell_of_idea(pk: int) -> None:
    idea = Idea.objects.select_for_update(no_key=True, of=("self",)).filter(pk=pk).first()
    if idea is not None:
        _send(of_idea(idea))


@transaction.atomic
def tell_of_challenge(pk: int) -> None:
    challenge = Challenge.objects.select_for_update(no_key=True).filter(pk=pk).first()
    if challenge is not None:
        _send(of_challenge(challenge))


def _send(told: list[Told]) -> None:
    send_many(Entry(kind=SENT, key=str(one.key), version=one.version, payload=one.payload) for one in told)

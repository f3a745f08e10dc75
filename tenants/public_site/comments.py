"""Comments: written by anyone, looked at by somebody before they are read, reported and hidden with a reason."""

from django.db import transaction
from django.db.models import F, Q, QuerySet

from sluss import clock
from sluss.workflow.transitions import apply
from tenants.ideas.access import visible_to
from tenants.ideas.models import Idea
from tenants.people.models import Member
from tenants.public_site.models import Comment
from tenants.public_site.rules import HIDE, KEEP, SHOW


@transaction.atomic
def write_comment(idea: Idea, *, name: str, text: str) -> Comment:
    """A form that is sent twice leaves one comment to look at."""
    Idea.objects.select_for_update(no_key=True).get(pk=idea.pk)
    waiting = Comment.objects.filter(idea=idea, name=name, text=text, status=Comment.State.WAITING).first()
    return waiting or Comment.objects.create(idea=idea, name=name, text=text, written_at=clock.now())


def shown_on(idea: Idea) -> QuerySet[Comment]:
    return Comment.objects.filter(idea=idea, status=Comment.State.SHOWN)


def report(comment: Comment) -> None:
    """Somebody finds that it should not stand there. It stays until it has been looked at."""
    Comment.objects.filter(pk=comment.pk).update(reports=F("reports") + 1)


def to_look_at(member: Member) -> QuerySet[Comment]:
    """What waits, and what is shown and has been reported; oldest first."""
    reported = Q(status=Comment.State.SHOWN, reports__gt=0)
    return seen_by(member).filter(Q(status=Comment.State.WAITING) | reported)


def listed(member: Member, state: str) -> QuerySet[Comment]:
    """What is shown or what is hidden, the newest first; all that is to be looked at where `state` is neither."""
    if state not in (Comment.State.SHOWN, Comment.State.HIDDEN):
        return to_look_at(member)
    return seen_by(member).filter(status=state).order_by("-written_at", "-pk")


def seen_by(member: Member) -> QuerySet[Comment]:
    """Those on ideas that the member may see: an idea may have been marked since it was opened."""
    return Comment.objects.filter(idea__in=visible_to(member)).select_related("idea")


@transaction.atomic
def show(comment: Comment, *, actor: Member) -> None:
    """Show it, or let a reported one stand. Raises NotAllowed or NotPossible."""
    way = KEEP if comment.status == Comment.State.SHOWN else SHOW
    apply(way, subject=comment, actor=actor, change=lambda _: {"looked_at": clock.now(), "reports": 0})


@transaction.atomic
def hide(comment: Comment, *, reason: str, actor: Member) -> None:
    """Nobody outside reads it any more; it is kept with the reason. Raises NotAllowed or NotPossible."""
    said = {"looked_at": clock.now(), "reports": 0, "hidden_reason": reason}
    apply(HIDE, subject=comment, actor=actor, change=lambda _: said)

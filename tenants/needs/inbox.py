"""What needs have to do with the inbox: a need is taken in, and what comes in may be one more voice for a need."""

from django.utils.translation import gettext as _

from sluss.workflow.transitions import NotPossible, apply
from tenants.ideas.answer import Answer
from tenants.ideas.connecting import MOST, Target
from tenants.ideas.models import Idea
from tenants.needs.access import visible_to
from tenants.needs.filters import with_words
from tenants.needs.link import put_link, remove_link
from tenants.needs.models import Bond, Need, Reason, Status
from tenants.needs.rules import TAKE_BACK
from tenants.needs.take_in import NeedTexts, need_from_matter
from tenants.people.models import Member

PREFIX = "need"


def taken_in(idea: Idea, answer: Answer, actor: Member) -> None:
    """The matter gets its need, in the words that the handler sharpened."""
    need_from_matter(idea, texts=NeedTexts(**answer.need), actor=actor)  # type: ignore[typeddict-item]


def taken_back(idea: Idea, actor: Member) -> None:
    """The matter lies in the inbox again: its need is closed, and opened again if it is taken in once more."""
    need = Need.objects.filter(origin=idea, status=Status.OPEN).first()
    if need:
        apply(TAKE_BACK, subject=need, actor=actor, change=lambda locked: {"reason": Reason.TAKEN_BACK})


def search(member: Member, words: str) -> list[Target]:
    found = with_words(visible_to(member).filter(status=Status.OPEN), words).order_by("-heard_on", "-id")[:MOST]
    return [as_target(pk, title) for pk, title in found.values_list("pk", "title")]


def target(member: Member, key: int) -> Target | None:
    title = visible_to(member).filter(pk=key).values_list("title", flat=True).first()
    return None if title is None else as_target(key, title)


def connect(idea: Idea, key: int, actor: Member) -> None:
    need = Need.objects.filter(pk=key).first()
    if need is None:
        raise NotPossible(_("The need is not there any more. Choose another one."))
    put_link(need=need, idea=idea, actor=actor, bond=Bond.VOICE)


def disconnect(idea: Idea, key: int, actor: Member) -> None:
    if need := Need.objects.filter(pk=key).first():
        remove_link(need=need, idea=idea, actor=actor)


def as_target(key: int, title: str) -> Target:
    return Target(code=f"{PREFIX}-{key}", title=title, about=_("need"))

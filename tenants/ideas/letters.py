"""Words to those who bear an idea."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from tenants.ideas.answer import Answer
from tenants.ideas.models import Idea, IdeaBearer
from tenants.ideas.register import NewBearer
from tenants.mail.letters import render_letter, send_letter


@dataclass(frozen=True)
class Receiver:
    """Someone who bears an idea and can be reached. One without an account is led to the follow page."""

    email: str
    language: str
    name: str
    is_member: bool


def tell_bearers(
    idea: Idea,
    *,
    template: str,
    context: dict[str, Any],
    holds_secret: bool = False,
    bearers: Iterable[NewBearer] | None = None,
) -> int:
    """Write to every bearer who can be reached by e-mail, in their language; returns how many letters were written.

    `holds_secret` where `context` has a link or code that is for the bearers alone. `bearers` are all of them, where
    they have just been registered with the idea and need not be read again.
    """
    borne_by = IdeaBearer.objects.filter(idea=idea).select_related("member") if bearers is None else bearers
    receivers = list(_receivers(borne_by))
    for receiver in receivers:
        send_letter(
            to=receiver.email,
            template=template,
            context={"idea": idea, "name": receiver.name, "member": receiver.is_member, **context},
            language=receiver.language,
            about_id=idea.pk,
            holds_secret=holds_secret,
        )
    return len(receivers)


def _receivers(bearers: Iterable[IdeaBearer | NewBearer]) -> Iterator[Receiver]:
    for bearer in bearers:
        member = bearer.member
        if member and member.active:
            yield Receiver(email=member.email, language=member.language, name=member.name, is_member=True)
        elif bearer.email:
            yield Receiver(email=bearer.email, language=bearer.language, name=bearer.name, is_member=False)


@dataclass(frozen=True)
class Example:
    """A letter as somebody will read it."""

    language: str
    subject: str
    text: str
    count: int


@dataclass(frozen=True)
class Reach:
    """How many letters go out, and for how many ideas nobody can be written to."""

    letters: int
    without: int


def example_letters(ideas: Any, *, answer: Answer, english: str) -> list[Example]:
    """The letter about the first of the ideas in each language that their bearers read, with how many get it.

    `ideas` is a queryset of keys; `english` the message to those who read English, where there is one.
    """
    found: dict[str, tuple[IdeaBearer, int]] = {}
    for bearer in _reached(ideas).select_related("member", "idea"):
        language = bearer.member.language if bearer.member else bearer.language
        first, count = found.get(language, (bearer, 0))
        found[language] = (first, count + 1)
    return [_example(language, bearer, count, answer, english) for language, (bearer, count) in sorted(found.items())]


def reach_of(ideas: Any) -> Reach:
    reached = _reached(ideas)
    with_letter = reached.order_by().values("idea").distinct().count()
    return Reach(letters=reached.count(), without=ideas.count() - with_letter)


def _reached(ideas: Any) -> QuerySet[IdeaBearer]:
    by_mail = Q(member__isnull=True) & ~Q(email="")
    return IdeaBearer.objects.filter(Q(member__active=True) | by_mail, idea__in=ideas).order_by("pk")


def _example(language: str, bearer: IdeaBearer, count: int, answer: Answer, english: str) -> Example:
    context = answer.letter_context() | {"idea": bearer.idea, "name": bearer.display_name, "member": bearer.member}
    if language == "en" and english:
        context["message"] = english
    subject, text, _html = render_letter(template=answer.letter, context=context, language=language)
    return Example(language=language, subject=subject, text=text, count=count)

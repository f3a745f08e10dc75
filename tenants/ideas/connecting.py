"""What an idea in the inbox can be connected to: other ideas, and what other apps offer (a need).

Everything has a code, `idea-12` or `need-7`, which is what a form sends and an event keeps.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sluss.text.keys import key_in
from sluss.workflow.transitions import NotPossible
from tenants.ideas.access import visible_to
from tenants.ideas.filters import with_words
from tenants.ideas.models import OPEN, Idea
from tenants.ideas.rows import IdeaRow, rows_of
from tenants.people.models import Member

MOST = 8
MOST_SUGGESTED = 3
IDEA = "idea"


@dataclass(frozen=True)
class Target:
    """Something to connect to, with what tells it apart from others."""

    code: str
    title: str
    about: str


@dataclass(frozen=True)
class Offer:
    """What another app offers to connect to, by the key in its codes. `connect` raises NotPossible."""

    search: Callable[[Member, str], list[Target]]
    get: Callable[[Member, int], Target | None]
    connect: Callable[[Idea, int, Member], None]
    disconnect: Callable[[Idea, int, Member], None]


@dataclass(frozen=True)
class Suggestion:
    """Something that an idea is like. `likeness` is 0 to 1; only its order means anything."""

    likeness: float
    target: Target


_offers: dict[str, Offer] = {}
_suggesting: list[Callable[[Member, Idea], list[Suggestion]]] = []


def offers(prefix: str, offer: Offer) -> None:
    """Let ideas in the inbox be connected to things of another app, whose codes begin with `prefix`."""
    _offers[prefix] = offer


def suggests(suggest: Callable[[Member, Idea], list[Suggestion]]) -> None:
    """Let the inbox show what an idea is like."""
    _suggesting.append(suggest)


def suggestions(member: Member, idea: Idea) -> list[Target]:
    """What the idea is like and can be connected to, the likest first, at most MOST_SUGGESTED."""
    found = [one for suggest in _suggesting for one in suggest(member, idea)]
    return [one.target for one in sorted(found, key=lambda one: -one.likeness)[:MOST_SUGGESTED]]


def search(member: Member, words: str, *, without: Idea | None = None) -> list[Target]:
    """What has all the words and can still be connected to, the newest ideas first, then what other apps offer."""
    if not words.strip():
        return []
    ideas = with_words(visible_to(member).filter(status__in=OPEN), words)
    if without is not None:
        ideas = ideas.exclude(pk=without.pk)
    found = [target_of(row) for row in rows_of(ideas.order_by("-received_at", "-id")[:MOST])]
    return found + [target for offer in _offers.values() for target in offer.search(member, words)[:MOST]]


def target_of(row: IdeaRow) -> Target:
    return Target(code=f"{IDEA}-{row.pk}", title=row.title, about=f"{row.registry_number} · {row.where}")


def chosen_target(member: Member, code: str) -> Target | None:
    """What has this code, idea or other, where the member may see it."""
    idea = idea_of(member, code)
    return target_of(rows_of(Idea.objects.filter(pk=idea.pk))[0]) if idea else known_target(member, code)


def known_target(member: Member, code: str) -> Target | None:
    """The target of another app with this code, where the member may see it."""
    prefix, _dash, key = code.partition("-")
    offer = _offers.get(prefix)
    found = key_in(key)
    return offer.get(member, found) if offer and found else None


def idea_of(member: Member, code: str) -> Idea | None:
    """The idea with this code, where the member may see it."""
    prefix, _dash, key = code.partition("-")
    return visible_to(member).filter(pk=key_in(key)).first() if prefix == IDEA else None


def code_of_number(member: Member, number: str) -> str:
    """The code of the idea with this registry number, where the member may see it; else none."""
    key = visible_to(member).filter(registry_number__iexact=number).values_list("pk", flat=True).first()
    return f"{IDEA}-{key}" if key else ""


def refuse_target(idea: Idea, target: Idea) -> None:
    """Raises NotPossible where the idea cannot go on together with the other one."""
    if target.pk == idea.pk:
        raise NotPossible(_("It cannot be connected to itself."))
    if target.status not in OPEN:
        raise NotPossible(
            _("%(number)s is not on its way any more (%(status)s), so nothing can go on there. Choose another one.")
            % {"number": target.registry_number, "status": target.get_status_display()}
        )


def connect(idea: Idea, code: str, *, actor: Member) -> None:
    prefix, _dash, key = code.partition("-")
    _offers[prefix].connect(idea, int(key), actor)


def disconnect(idea: Idea, code: str, *, actor: Member) -> None:
    prefix, _dash, key = code.partition("-")
    _offers[prefix].disconnect(idea, int(key), actor)

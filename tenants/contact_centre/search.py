"""“Is it there already?”: the idea whose number was read out, then those that are most like what was said."""

import re
from dataclasses import dataclass

from shared.openly.search import Elsewhere
from tenants.ideas.access import visible_to
from tenants.ideas.rows import IdeaRow, rows_of
from tenants.people.models import Member
from tenants.similar.live import elsewhere, together
from tenants.similar.search import similar_to

MOST_SHOWN = 5
# Of them, from other municipalities: the caller rings this one.
MOST_ELSEWHERE = 2
# A number as it is written or said: KS 2026/0412, ks2026-412, 2026 412.
NUMBER = re.compile(r"(?<!\w)([^\W\d_]{0,6}) ?(20\d\d)[ /-]{1,3}0*(\d{1,5})(?!\w)")
# Less than this says nothing yet, and half a sentence finds half the register.
FEWEST_LETTERS = 3


@dataclass(frozen=True)
class Near:
    """An idea of one's own municipality. One whose number was read out is as near as can be."""

    row: IdeaRow
    likeness: float


def here_and_elsewhere(text: str, *, member: Member) -> list[Near | Elsewhere]:
    """At most five of one's own and of what others show openly, the likest first; one's own first when as near.

    What is open elsewhere keeps its places: likeness is reckoned in each register for itself, and where one's own is
    full of something, that would leave no room to see that others have it too.
    """
    there = open_elsewhere(text)
    here = already_there(text, member=member)[: MOST_SHOWN - len(there)]
    return together(here, there, most=MOST_SHOWN)


def already_there(text: str, *, member: Member) -> list[Near]:
    """At most five of the ideas that the member may see, the likest first; none where the text says nothing yet."""
    if _says_nothing(text) and not NUMBER.search(text):
        return []
    visible = visible_to(member)
    named = _numbered(text, member)
    hits = similar_to(title=text, among=visible, without=named, limit=MOST_SHOWN)
    near = dict.fromkeys(named, 1.0) | {hit.pk: hit.likeness for hit in hits}
    keys = list(near)[:MOST_SHOWN]
    rows = {row.pk: row for row in rows_of(visible.filter(pk__in=keys))} if keys else {}
    return [Near(rows[pk], near[pk]) for pk in keys if pk in rows]


def open_elsewhere(text: str) -> list[Elsewhere]:
    """At most two that other municipalities show openly, which the caller can be told of."""
    return [] if _says_nothing(text) else elsewhere(text, "", most=MOST_ELSEWHERE)


def _says_nothing(text: str) -> bool:
    return sum(sign.isalpha() for sign in text) < FEWEST_LETTERS


def _numbered(text: str, member: Member) -> list[int]:
    """Those whose registry number stands in the text; the letters of the authority may be left out."""
    found: list[int] = []
    for letters, year, number in NUMBER.findall(text)[:MOST_SHOWN]:
        ideas = visible_to(member).filter(diary_year=int(year), diary_number=int(number))
        if letters:
            ideas = ideas.filter(authority__abbreviation__iexact=letters)
        found += ideas.order_by("pk").values_list("pk", flat=True)[:MOST_SHOWN]
    return found

"""“Is it there already?”: ideas that share words with what was just typed, through the trigram indexes."""

import operator
import re
from functools import reduce

from django.db.models import Case, Q, QuerySet, Value, When
from django.db.models.functions import Upper

from tenants.ideas.access import visible_to
from tenants.ideas.models import Idea
from tenants.ideas.rows import IdeaRow, rows_of
from tenants.people.models import Member

MOST_SHOWN = 5
MOST_WORDS = 8
SHORTEST_STEM = 4
# From as many words on, a single short one is no likeness.
MANY = 3
ENOUGH_OF_MANY = 3
# A word as long as this in a title says by itself what it is about, as “hållplats” does and “kväll” does not.
TELLING = 7
WORD = re.compile(r"[^\W\d_]{4,}")
# Endings of Swedish nouns, so that “bänken” finds “bänkar”. The longest first.
ENDINGS = ("arna", "erna", "orna", "ens", "ets", "ar", "er", "or", "en", "et", "na", "a", "e", "n", "t", "s")
EMPTY = frozenset(
    WORD.findall(
        "alla allt andra bara behöver blir borde både bättre denna deras dess dessa detta eller finns från genom "
        "gärna göra hade hela hellre inga ingen inget innan inte istället kanske komma kommer kommun kommunen kunde "
        "kunna lite mellan mera mycket måste många någon något några också redan sedan sina skulle säger till tycker "
        "under utan vara varför vilka vill vore väldigt även över that this with have there would could should what "
        "when from they their"
    )
)


def already_there(text: str, *, member: Member) -> list[IdeaRow]:
    """At most five of the ideas that the member may see, the likest first; none where the text has no telling word."""
    stems = stems_of(text)
    if not stems:
        return []
    ideas = visible_to(member).alias(upper_title=Upper("title"), upper_text=Upper("text"))
    return rows_of(_likest(ideas.filter(_any_of(stems)), stems)[:MOST_SHOWN])


def stems_of(text: str) -> list[str]:
    """The telling words without their endings, in capitals as the indexes are, the longest first."""
    words = {word for word in WORD.findall(text.casefold()) if word not in EMPTY}
    stems = sorted({_stem(word) for word in words}, key=lambda stem: (-len(stem), stem))
    return [stem.upper() for stem in stems[:MOST_WORDS]]


def _stem(word: str) -> str:
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word.removesuffix(ending)
    return word


def _any_of(stems: list[str]) -> Q:
    wanted = Q()
    for stem in stems:
        wanted |= _in_title(stem) | _in_text(stem)
    return wanted


def _in_title(stem: str) -> Q:
    return Q(upper_title__contains=stem)


def _in_text(stem: str) -> Q:
    return Q(upper_text__contains=stem)


def _likest(ideas: QuerySet[Idea], stems: list[str]) -> QuerySet[Idea]:
    """By points: a word in the title gives two, a long one three, and one in the text one."""
    points = [
        Case(
            When(_in_title(stem), then=Value(3 if len(stem) >= TELLING else 2)),
            When(_in_text(stem), then=Value(1)),
            default=Value(0),
        )
        for stem in stems
    ]
    enough = ENOUGH_OF_MANY if len(stems) >= MANY else 1
    ranked = ideas.alias(points=reduce(operator.add, points))
    return ranked.filter(points__gte=enough).order_by("-points", "-received_at", "-id")

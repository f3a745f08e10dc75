"""Finding learnings: in the register, by words, and those that an idea may be helped by."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery, SearchRank, TrigramWordSimilarity
from django.db.models import Count, F, FloatField, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce, Greatest

from tenants.ideas.models import Idea
from tenants.learnings.models import Learning, LearningMark, Visibility
from tenants.learnings.rules import learnings_seen_by
from tenants.people.models import Member

SWEDISH = "swedish"
MOST_WORDS = 40
SUGGESTED = 5
SHORTEST_WORD = 4
# Below this a word of the title is only by chance like a word of the learning.
ALIKE = 0.5


@dataclass(frozen=True)
class Saved:
    """What stopping has saved: the sum in kronor of those that say, with how it was estimated, and how many say it."""

    kronor: int
    estimated: int
    without_basis: int
    learnings: int


def current(member: Member) -> QuerySet[Learning]:
    """The learnings that stand: signed, seen by the member, and superseded by none."""
    return learnings_seen_by(member).filter(superseded_by=None)


def with_help(learnings: QuerySet[Learning]) -> QuerySet[Learning]:
    """How often each helped, over all its versions: ideas that used it, and people who thanked for it."""
    marks = LearningMark.objects.filter(learning__thread=OuterRef("thread")).order_by()
    counted = {
        name: Coalesce(
            Subquery(
                marks.filter(kind=kind)
                .values("learning__thread")
                .annotate(n=Count(distinct, distinct=True))
                .values("n")
            ),
            0,
        )
        for name, kind, distinct in (
            ("used", LearningMark.Kind.USED, "idea"),
            ("thanked", LearningMark.Kind.THANKS, "member"),
        )
    }
    return learnings.annotate(**counted)


def with_words(learnings: QuerySet[Learning], words: str) -> QuerySet[Learning]:
    """Every word must be there: in any Swedish form, as it is written in whatever language, or in the idea's title."""
    for word in words.split()[:8]:
        query = SearchQuery(word, config=SWEDISH, search_type="plain")
        learnings = learnings.filter(
            Q(words=query)
            | Q(learned__icontains=word)
            | Q(assumption__icontains=word)
            | Q(helps__icontains=word)
            | Q(evidence__icontains=word)
            | Q(tags__icontains=word)
            | Q(idea__title__icontains=word)
            | Q(idea__registry_number__icontains=word)
        )
    return learnings


def suggested_to(idea: Idea, *, member: Member) -> list[Learning]:
    """At most SUGGESTED learnings of other ideas that share words with this one, the nearest first. By Swedish word
    stems, and by likeness of spelling for what is written in another language. One statement."""
    words = _words_of(idea)
    if not words:
        return []
    query = SearchQuery(" | ".join(words), config=SWEDISH, search_type="raw")
    near = Greatest(
        TrigramWordSimilarity(idea.title, "idea__title"),
        TrigramWordSimilarity(idea.title, "learned"),
        output_field=FloatField(),
    )
    # 1: divided by the logarithm of the length, so that a long text is not near everything.
    rank = SearchRank(F("words"), query, normalization=Value(1))
    found = current(member).exclude(idea=idea).annotate(likeness=near, rank=rank)
    found = found.filter(Q(words=query) | Q(likeness__gte=ALIKE)).annotate(score=F("rank") + F("likeness"))
    nearest = (F("score").desc(), "-signed_at", "-pk")
    return list(with_help(found).select_related("idea").order_by(*nearest)[:SUGGESTED])


def saved_by_stopping(learnings: QuerySet[Learning]) -> Saved:
    """One statement."""
    told = Q(cost_saved__isnull=False)
    found = learnings.order_by().aggregate(
        kronor=Sum("cost_saved"),
        estimated=Count("pk", filter=told),
        without_basis=Count("pk", filter=told & Q(cost_basis="")),
        learnings=Count("pk"),
    )
    return Saved(**{**found, "kronor": found["kronor"] or 0})


def public_learnings() -> QuerySet[Learning]:
    """Learnings that everyone may read: signed as public, superseded by none, of an idea without a secrecy mark."""
    return Learning.objects.filter(visibility=Visibility.PUBLIC, superseded_by=None, idea__secrecy="none")


def public_learning(key: uuid.UUID) -> Learning | None:
    return public_learnings().filter(key=key).first()


def years_of(member: Member) -> list[int]:
    days = current(member).order_by().datetimes("signed_at", "year", order="DESC")
    return [day.year for day in days if isinstance(day, dt.datetime)]


def _words_of(idea: Idea) -> list[str]:
    """The longer words of title and text, as letters and digits only: nothing that a raw query could read as a sign."""
    text = "".join(each if each.isalnum() else " " for each in f"{idea.title} {idea.text}")
    seen = dict.fromkeys(word.lower() for word in text.split() if len(word) >= SHORTEST_WORD)
    return list(seen)[:MOST_WORDS]

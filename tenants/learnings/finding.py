"""Finding learnings: in the register, by words, and those that an idea may be helped by."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from sluss.web.counted import kept_until_written
from sluss.web.filters import MOST_WORDS
from tenants.ideas.models import Idea
from tenants.learnings.models import Learning, LearningMark, Visibility
from tenants.learnings.rules import learnings_seen_by
from tenants.people.models import Member
from tenants.similar.search import similar_to

SWEDISH = "swedish"
LEARNING = "learning"
SUGGESTED = 5
# Below this likeness they share ordinary words alone.
FLOOR = 0.13


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
    for word in words.split()[:MOST_WORDS]:
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
    """At most SUGGESTED learnings of other ideas that are like this one, the likest first."""
    hits = similar_to(
        title=idea.title,
        text=f"{idea.text}\n{idea.for_whom}",
        among=current(member).exclude(idea=idea),
        kind=LEARNING,
        limit=SUGGESTED,
        floor=FLOOR,
    )
    found = with_help(current(member).filter(pk__in=[hit.pk for hit in hits])).select_related("idea")
    rows = {row.pk: row for row in found} if hits else {}
    return [rows[hit.pk] for hit in hits if hit.pk in rows]


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
    """The years in which those were signed that the member may read now, the latest first."""
    return kept_until_written("learning_years", member.pk, member.roles, make=lambda: _years_of(member))


def _years_of(member: Member) -> list[int]:
    days = current(member).order_by().datetimes("signed_at", "year", order="DESC")
    return [day.year for day in days if isinstance(day, dt.datetime)]

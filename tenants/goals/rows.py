"""Goals as rows of a list: in the order of the plan, each with what is done towards it and what lies below it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.contrib.postgres.fields import ArrayField
from django.core.paginator import Page, Paginator
from django.db.models import BigIntegerField, F, Func, IntegerField, QuerySet, Value

from tenants.goals.follow_up import Done, done_towards
from tenants.goals.models import Goal
from tenants.goals.tree import Place, Tree, in_order
from tenants.people.models import Member

PAGE = 25
CHUNK = 1000


@dataclass(frozen=True)
class Row:
    goal: Goal
    depth: int
    done: Done


def page_of(goals: QuerySet[Goal], *, member: Member, number: str | None) -> tuple[Page[Place], list[Row]]:
    """A page of the tree; the number of queries does not grow with the goals."""
    page = Paginator(places_of(goals), PAGE).get_page(number)
    return page, rows_of(list(page.object_list), member=member)


def places_of(goals: QuerySet[Goal]) -> list[Place]:
    return in_order(goals.order_by().values_list("pk", "parent_id", "code"))


def rows_of(places: Sequence[Place], *, member: Member) -> list[Row]:
    return list(_rows(places, _goals(places), member))


def each_row(places: Sequence[Place], *, member: Member) -> Iterator[Row]:
    """As `rows_of`, for a file: a few at a time, so that of all goals at once only keys and figures are held."""
    return _rows(places, _goals(places).iterator(chunk_size=CHUNK), member)


def _goals(places: Sequence[Place]) -> QuerySet[Goal]:
    """In the order of their places."""
    keys = Value([place.pk for place in places], output_field=ArrayField(BigIntegerField()))
    order = Func(keys, F("pk"), function="array_position", output_field=IntegerField())
    found = Goal.objects.filter(pk__in=[place.pk for place in places])
    return found.select_related("authority", "unit", "parent").order_by(order)


def _rows(places: Sequence[Place], goals: Iterable[Goal], member: Member) -> Iterator[Row]:
    tree = Tree.load()
    done = done_towards({place.pk: tree.below(place.pk) for place in places}, member=member)
    depths = {place.pk: place.depth for place in places}
    for goal in goals:
        yield Row(goal, depths[goal.pk], done[goal.pk])

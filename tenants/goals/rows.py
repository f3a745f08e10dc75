"""Goals as rows of a list: in the order of the plan, each with what is done towards it and what lies below it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from tenants.goals.follow_up import Done, done_towards
from tenants.goals.models import Goal
from tenants.goals.tree import Place, Tree, in_order
from tenants.people.models import Member

PAGE = 25


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
    keys = [place.pk for place in places]
    tree = Tree.load()
    done = done_towards({pk: tree.below(pk) for pk in keys}, member=member)
    found = {goal.pk: goal for goal in Goal.objects.filter(pk__in=keys).select_related("authority", "unit", "parent")}
    return [Row(found[place.pk], place.depth, done[place.pk]) for place in places]

"""Writing goals in, changing them, archiving and restoring them."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from sluss.web.two_wordings import state_of
from sluss.workflow.transitions import NotAllowed, NotPossible, apply, record
from tenants.goals.models import FIRST_YEAR, LAST_YEAR, Goal, Kind
from tenants.goals.rules import STEPS, may_edit
from tenants.goals.tree import Tree
from tenants.organisation.models import Authority, Unit
from tenants.people.models import Member

COLUMNS = ("code", "title_sv", "title_en", "kind", "authority", "year_from", "year_to", "parent", "unit")


class ChangedMeanwhile(NotPossible):
    """Somebody saved the goal since it was opened. `theirs` is what stands now."""

    def __init__(self, theirs: Goal) -> None:
        super().__init__(_("Somebody has changed the goal since you opened it. Nothing of yours is lost."))
        self.theirs = theirs


@dataclass(frozen=True, kw_only=True)
class Content:
    """What a goal says."""

    code: str
    title_sv: str
    title_en: str = ""
    kind: str = Kind.GOAL
    authority: Authority
    year_from: int
    year_to: int
    parent: Goal | None = None
    unit: Unit | None = None


@transaction.atomic
def add_goal(content: Content, *, actor: Member) -> Goal:
    """A new goal. Raises NotAllowed, and NotPossible with the reasons where it contradicts itself or the tree."""
    _check(content, goal=None, actor=actor)
    goal = Goal.objects.create(**{name: getattr(content, name) for name in COLUMNS})
    record(subject=goal, kind="added", actor=actor)
    return goal


@transaction.atomic
def edit_goal(goal: Goal, *, content: Content, seen: str, actor: Member) -> Goal:
    """Change what a goal says; an archived one too, as its number may have been written wrong.

    `seen` is the state that was opened (`state_of_goal`). Raises NotAllowed, NotPossible with the reasons, and
    ChangedMeanwhile where another state stands; nothing is changed then.
    """
    # The whole tree is held while a place in it changes, so that two moves at once cannot make a circle.
    list(Goal.objects.select_for_update(no_key=True).order_by("pk").values_list("pk"))
    locked = Goal.objects.get(pk=goal.pk)
    if may_edit(actor) and state_of_goal(locked) != seen:
        raise ChangedMeanwhile(locked)
    _check(content, goal=locked, actor=actor)
    for name in COLUMNS:
        setattr(locked, name, getattr(content, name))
    locked.save(update_fields=COLUMNS)
    record(subject=locked, kind="edited", actor=actor)
    return locked


def values_of(goal: Goal) -> dict[str, object]:
    """What a goal says, by field, other rows by their keys."""
    return {name: getattr(goal, goal._meta.get_field(name).attname) for name in COLUMNS}  # type: ignore[union-attr]


def state_of_goal(goal: Goal) -> str:
    return state_of(values_of(goal))


@transaction.atomic
def take_step(goal: Goal, *, step: str, actor: Member) -> None:
    """Archive or restore (rules.STEPS). What is linked stays linked."""
    apply(STEPS[step], subject=goal, actor=actor)


def problems_of(content: Content, *, goal: Goal | None) -> dict[str, str]:
    """What contradicts itself, by the name of the field to put right."""
    found = {}
    if content.year_to < content.year_from:
        found["year_to"] = _("The period cannot end before it begins.")
    if not (FIRST_YEAR <= content.year_from <= LAST_YEAR and FIRST_YEAR <= content.year_to <= LAST_YEAR):
        found["year_from"] = _("Write the year with four digits.")
    same = Goal.objects.filter(code__iexact=content.code, year_from=content.year_from, year_to=content.year_to)
    if same.exclude(pk__in=[goal.pk] if goal else []).exists():
        found["code"] = _("There is already a goal with this number in the same period.")
    if goal and content.parent and content.parent.pk in Tree.load().below(goal.pk):
        found["parent"] = _("A goal cannot be part of itself or of what lies below it.")
    return found


def _check(content: Content, *, goal: Goal | None, actor: Member) -> None:
    if not may_edit(actor):
        raise NotAllowed(_("Only the innovation manager or an administrator changes goals."))
    if found := problems_of(content, goal=goal):
        raise NotPossible(*found.values())

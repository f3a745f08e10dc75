"""Changing the effect chain and the calculation of an idea. One lock, on the idea; one revision, on the case."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from sluss import clock
from sluss.workflow.transitions import NotPossible, Transition, apply
from tenants.benefits.models import MOST_YEARS, Alternative, Case, EffectStep, Kind, Line, Link
from tenants.benefits.rules import CALCULATE, CHANGE_CHAIN
from tenants.ideas.models import Idea
from tenants.people.models import Member

MOST_STEPS = 60
MOST_ALTERNATIVES = 12
MOST_LINES = 60
KRONOR, HOURS = "kr", "h"


class ChangedMeanwhile(NotPossible):
    """Somebody saved since the form was opened. `now` is the revision that stands."""

    def __init__(self, now: int) -> None:
        super().__init__(
            _("Somebody has changed this since you opened it. Nothing of yours is lost: look, save again.")
        )
        self.now = now


@dataclass(frozen=True, kw_only=True)
class Step:
    """A row of the chain as it was written."""

    link: Link
    text: str
    assumption: str = ""


@dataclass(frozen=True, kw_only=True)
class NewLine:
    """A gain or cost as it was written. Kronor and hours have their own units; `unit` is for the other kinds."""

    kind: Kind
    text: str
    low: Decimal
    likely: Decimal
    high: Decimal
    is_cost: bool = False
    unit: str = ""
    per_year: bool = True
    years: int = 1
    use_of_time: str = ""

    def require_sound(self) -> None:
        """Raises NotPossible where the range does not rise, or the line lasts no time or too long."""
        if not 0 <= self.low <= self.likely <= self.high:
            raise NotPossible(_("Low must be 0 or more, likely at least low, and high at least likely."))
        if not 1 <= self.years <= MOST_YEARS:
            raise NotPossible(_("A line lasts from 1 to %(most)s years.") % {"most": MOST_YEARS})
        if self.kind in (Kind.QUALITY, Kind.ENVIRONMENT) and not self.unit:
            raise NotPossible(_("Say in which unit, such as complaints or kg CO₂."))


@transaction.atomic
def save_chain(idea: Idea, *, steps: Sequence[Step], revision: int, actor: Member) -> Case:
    """Put `steps` in the place of the chain, in their order. Raises NotAllowed, NotPossible or ChangedMeanwhile."""
    apply(CHANGE_CHAIN, subject=idea, actor=actor)
    if len(steps) > MOST_STEPS:
        raise NotPossible(_("A chain has at most %(most)s rows.") % {"most": MOST_STEPS})
    case = _open_case(idea, revision=revision, actor=actor)
    case.steps.all().delete()
    EffectStep.objects.bulk_create(
        EffectStep(case=case, position=number, link=step.link, text=step.text, assumption=step.assumption)
        for number, step in enumerate(steps, start=1)
    )
    return case


@transaction.atomic
def save_basis(idea: Idea, *, hourly_rate: Decimal, conclusion: str, revision: int, actor: Member) -> Case:
    """`hourly_rate` in kronor an hour, and what the comparison says in words."""
    case = _begin(CALCULATE, idea, revision=revision, actor=actor)
    case.hourly_rate, case.conclusion = hourly_rate, conclusion
    case.save(update_fields=["hourly_rate", "conclusion"])
    return case


@transaction.atomic
def add_alternative(idea: Idea, *, name: str, description: str, revision: int, actor: Member) -> Alternative:
    case = _begin(CALCULATE, idea, revision=revision, actor=actor)
    number = case.alternatives.count()
    if number >= MOST_ALTERNATIVES:
        raise NotPossible(_("A comparison has at most %(most)s alternatives.") % {"most": MOST_ALTERNATIVES})
    return Alternative.objects.create(case=case, position=number, name=name, description=description)


@transaction.atomic
def change_alternative(
    idea: Idea, *, alternative: int, name: str, description: str, revision: int, actor: Member
) -> Alternative:
    case = _begin(CALCULATE, idea, revision=revision, actor=actor)
    row = _alternative(case, alternative)
    row.name, row.description = ("" if row.does_nothing else name), description
    row.save(update_fields=["name", "description"])
    return row


@transaction.atomic
def remove_alternative(idea: Idea, *, alternative: int, revision: int, actor: Member) -> None:
    """Every alternative but that of doing nothing can go."""
    row = _alternative(_begin(CALCULATE, idea, revision=revision, actor=actor), alternative)
    if row.does_nothing:
        raise NotPossible(_("Doing nothing is what the others are compared with, so it stays."))
    row.delete()


@transaction.atomic
def save_line(
    idea: Idea, *, alternative: int, new: NewLine, revision: int, actor: Member, line: int | None = None
) -> Line:
    """Add a line to an alternative, or change `line`. Raises NotPossible where its numbers make no sense."""
    new.require_sound()
    row = _alternative(_begin(CALCULATE, idea, revision=revision, actor=actor), alternative)
    values = _values_of(new)
    if line is not None:
        found = _line(row, line)
        for name, value in values.items():
            setattr(found, name, value)
        found.save(update_fields=list(values))
        return found
    number = row.lines.count()
    if number >= MOST_LINES:
        raise NotPossible(_("An alternative has at most %(most)s lines.") % {"most": MOST_LINES})
    return Line.objects.create(alternative=row, position=number, **values)


@transaction.atomic
def remove_line(idea: Idea, *, alternative: int, line: int, revision: int, actor: Member) -> None:
    _line(_alternative(_begin(CALCULATE, idea, revision=revision, actor=actor), alternative), line).delete()


def _begin(transition: Transition, idea: Idea, *, revision: int, actor: Member) -> Case:
    apply(transition, subject=idea, actor=actor)
    return _open_case(idea, revision=revision, actor=actor)


def _open_case(idea: Idea, *, revision: int, actor: Member) -> Case:
    """The case at its next revision, made with the alternative of doing nothing where there is none. The idea is
    locked. Revision 0 is that of a case that is not there yet."""
    case = Case.objects.filter(idea=idea).first()
    if (case.revision if case else 0) != revision:
        raise ChangedMeanwhile(case.revision if case else 0)
    facts: dict[str, Any] = {"revision": revision + 1, "changed_by": actor, "changed_at": clock.now()}
    if case is None:
        case = Case.objects.create(idea=idea, **facts)
        Alternative.objects.create(case=case, position=0, does_nothing=True)
        return case
    for name, value in facts.items():
        setattr(case, name, value)
    case.save(update_fields=list(facts))
    return case


def _alternative(case: Case, pk: int) -> Alternative:
    row = case.alternatives.filter(pk=pk).first()
    if row is None:
        raise NotPossible(_("This alternative has been taken away meanwhile."))
    return row


def _line(alternative: Alternative, pk: int) -> Line:
    row = alternative.lines.filter(pk=pk).first()
    if row is None:
        raise NotPossible(_("This line has been taken away meanwhile."))
    return row


def _values_of(new: NewLine) -> dict[str, Any]:
    units = {Kind.FINANCIAL: KRONOR, Kind.FREED_TIME: HOURS}
    return {
        "kind": new.kind,
        "is_cost": new.is_cost,
        "text": new.text,
        "unit": units.get(new.kind, new.unit),
        "low": new.low,
        "likely": new.likely,
        "high": new.high,
        "per_year": new.per_year,
        "years": new.years if new.per_year else 1,
        "use_of_time": new.use_of_time if new.kind == Kind.FREED_TIME and not new.is_cost else "",
    }

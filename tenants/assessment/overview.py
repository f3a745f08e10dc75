"""The overview: ideas with what has been handed in on each side, for the innovation manager and coaches."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from django import forms
from django.contrib.postgres.aggregates import JSONBAgg
from django.db.models import Aggregate, Count, Exists, F, FloatField, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Cast, JSONArray
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sluss.web.figures.fields import Field
from sluss.web.filters import ANY, Filter
from tenants.assessment.models import OPEN, Assessment, Side, State
from tenants.assessment.statistics import ENOUGH, SideFigures, field_for, side_figures
from tenants.decisions.selectors import recusals_of
from tenants.ideas.access import visible_to
from tenants.ideas.models import IN_CHAMBERS, Idea, IdeaBearer
from tenants.ideas.selectors import Places
from tenants.people.models import Member, Role, shown_name
from tenants.pipeline.models import in_reader_language

PAGE = 50
COLUMNS = (
    "pk",
    "title",
    "registry_number",
    "stage__name_sv",
    "stage__name_en",
    "unit__name",
    "own_open",
    "told",
)
# What a row tells of each assessment.
TOLD = ("side", "status", "score", "confidence", "assessor__name", "assessor__show_role_only", "assessor__roles")
ON_SIDE = {side.value: Q(assessments__side=side, assessments__status=State.SUBMITTED) for side in Side}


class Median(Aggregate):
    """The middle of the scores, as `statistics.median` has it."""

    function = "PERCENTILE_CONT"
    name = "Median"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)%(filter)s"
    output_field = FloatField()


@dataclass(frozen=True)
class Order:
    label: str | Promise
    by: tuple[Any, ...]
    by_numbers: bool = False


LAST = {"nulls_last": True}
ORDERS = {
    "": Order(_("Longest in the house first"), ("received_at", "pk")),
    "need": Order(_("Greatest need first"), (F("m_need").desc(**LAST), "pk"), by_numbers=True),
    "feasibility": Order(_("Easiest first"), (F("m_feasibility").desc(**LAST), "pk"), by_numbers=True),
    "missing": Order(_("Most answers missing first"), ("-n_open", "received_at", "pk"), by_numbers=True),
    "title": Order(_("Title"), ("title", "pk")),
}


class OverviewFilter(Filter):
    """Chamber, unit and what is missing."""

    stage = forms.ChoiceField(label=_("Chamber"), required=False)
    unit = forms.ChoiceField(label=_("Unit"), required=False)
    lacks = forms.ChoiceField(
        label=_("Incomplete"),
        required=False,
        choices=[ANY, (Side.NEED, _("need")), (Side.FEASIBILITY, _("feasibility")), ("any", _("either side"))],
    )
    sort = forms.ChoiceField(label=_("Sort by"), required=False, choices=[(k, o.label) for k, o in ORDERS.items()])

    def __init__(self, *args: Any, places: Places, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(
            stage=((stage.pk, stage.name) for stage in places.stages),
            unit=((unit.pk, unit.name) for unit in places.units),
        )

    def narrow(self, ideas: QuerySet[Idea]) -> QuerySet[Idea]:
        self.is_valid()
        chosen = self.cleaned_data
        if chosen.get("stage"):
            ideas = ideas.filter(stage_id=chosen["stage"])
        if chosen.get("unit"):
            ideas = ideas.filter(unit_id=chosen["unit"])
        if lacks := chosen.get("lacks"):
            wanted = [lacks] if lacks in Side.values else Side.values
            missing = Q()
            for side in wanted:
                missing |= Q(**{f"n_{side}__lt": ENOUGH}) | Q(n_open__gt=0)
            ideas = with_numbers(ideas).filter(missing)
        order = ORDERS[chosen.get("sort") or ""]
        return (with_numbers(ideas) if order.by_numbers else ideas).order_by(*order.by)


@dataclass(frozen=True)
class OverviewRow:
    """An idea with both sides. Where the reader has not handed in their own yet, `hidden`: nothing of it is told.

    `told` is the assessments as JSON, lists of TOLD: on a page that has been shown before nothing is worked out.
    """

    is_own_key: ClassVar = True
    pk: int
    title: str
    registry_number: str
    chamber: str
    unit: str
    hidden: bool
    told: str

    @cached_property
    def _assessments(self) -> list[list[Any]]:
        rows: list[list[Any]] = json.loads(self.told)
        return rows

    @cached_property
    def need(self) -> SideFigures:
        return self._side(Side.NEED)

    @cached_property
    def feasibility(self) -> SideFigures:
        return self._side(Side.FEASIBILITY)

    @property
    def field(self) -> Field | None:
        return field_for(self.need, self.feasibility)

    @property
    def missing(self) -> list[str]:
        """Who have not answered, by name."""
        return [
            shown_name(name=name, show_role_only=role_only, roles=roles)
            for _side, status, _score, _sure, name, role_only, roles in self._assessments
            if status in OPEN
        ]

    def _side(self, side: Side) -> SideFigures:
        if self.hidden:
            return SideFigures()
        rows = [row for row in self._assessments if row[0] == side]
        return side_figures([(score, sure, status in OPEN) for _side, status, score, sure, *_assessor in rows])


def assessed_ideas(member: Member) -> QuerySet[Idea]:
    """The ideas that somebody has been asked to assess and the member may follow, with COLUMNS.

    Ideas that the member bears or has a conflict of interest on are not among them.
    """
    ideas = visible_to(member).filter(status__in=IN_CHAMBERS)
    if not member.has_role(Role.INNOVATION_MANAGER):
        ideas = ideas.filter(coach=member)
    here = {"idea": OuterRef("pk")}
    own = Assessment.objects.filter(**here, assessor=member, status__in=OPEN)
    barred = Exists(IdeaBearer.objects.filter(**here, member=member)) | Exists(recusals_of(member).filter(**here))
    asked = Assessment.objects.filter(**here).exclude(status=State.WITHDRAWN)
    return ideas.filter(~barred, Exists(asked)).annotate(own_open=Exists(own), told=_told())


def _told() -> Subquery:
    """One value, however many have assessed: a page of ideas is one statement."""
    kept = Assessment.objects.filter(idea=OuterRef("pk"), status__in=(*OPEN, State.SUBMITTED)).order_by().values("idea")
    rows = Cast(JSONBAgg(JSONArray(*TOLD), order_by="pk", default=[]), TextField())
    return Subquery(kept.values(told=rows))


def with_numbers(ideas: QuerySet[Idea]) -> QuerySet[Any]:
    """What sorting, narrowing and counting need, reckoned for every one of the `assessed_ideas`: not for a page alone.

    The medians of those that the reader has still to assess count as unknown: their place in the list tells nothing.
    """
    if "n_open" in ideas.query.annotations:
        return ideas
    read = Q(own_open=False)
    return ideas.annotate(
        n_open=Count("assessments", filter=Q(assessments__status__in=OPEN)),
        **{f"n_{side}": Count("assessments", filter=counted & read) for side, counted in ON_SIDE.items()},
        **{f"m_{side}": Median("assessments__score", filter=counted & read) for side, counted in ON_SIDE.items()},
    )


def rows_of(ideas: Iterable[Sequence[Any]]) -> Iterator[OverviewRow]:
    """From values of COLUMNS."""
    for pk, title, number, stage_sv, stage_en, unit, own_open, told in ideas:
        yield OverviewRow(
            pk=pk,
            title=title,
            registry_number=number,
            chamber=in_reader_language(stage_sv or "", stage_en or ""),
            unit=unit or "",
            hidden=own_open,
            told=told or "[]",
        )

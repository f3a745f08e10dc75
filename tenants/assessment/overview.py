"""The overview: ideas with what has been handed in on each side, for the innovation manager and coaches."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.db.models import Aggregate, Count, Exists, F, FloatField, OuterRef, Q, QuerySet
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
)
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


LAST = {"nulls_last": True}
ORDERS = {
    "": Order(_("Longest in the house first"), ("received_at", "pk")),
    "need": Order(_("Greatest need first"), (F("m_need").desc(**LAST), "pk")),
    "feasibility": Order(_("Easiest first"), (F("m_feasibility").desc(**LAST), "pk")),
    "missing": Order(_("Most answers missing first"), ("-n_open", "received_at", "pk")),
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
            ideas = ideas.filter(missing)
        return ideas.order_by(*ORDERS[chosen.get("sort") or ""].by)


@dataclass(frozen=True)
class OverviewRow:
    """An idea with both sides. Where the reader has not handed in their own yet, `hidden`: nothing of it is told."""

    pk: int
    title: str
    registry_number: str
    chamber: str
    unit: str
    hidden: bool
    need: SideFigures = field(default_factory=SideFigures)
    feasibility: SideFigures = field(default_factory=SideFigures)
    missing: tuple[str, ...] = ()

    @property
    def field(self) -> Field | None:
        return field_for(self.need, self.feasibility)


def assessed_ideas(member: Member) -> QuerySet[Idea]:
    """The ideas that somebody has been asked to assess and the member may follow, with what sorting and narrowing need.

    Ideas that the member bears or has a conflict of interest on are not among them. The medians of those that the
    reader has still to assess count as unknown: their place in the
    list tells nothing.
    """
    ideas = visible_to(member).filter(status__in=IN_CHAMBERS)
    if not member.has_role(Role.INNOVATION_MANAGER):
        ideas = ideas.filter(coach=member)
    here = {"idea": OuterRef("pk")}
    own = Assessment.objects.filter(**here, assessor=member, status__in=OPEN)
    barred = Exists(IdeaBearer.objects.filter(**here, member=member)) | Exists(recusals_of(member).filter(**here))
    read = Q(~Exists(own))
    return (
        ideas.filter(~barred, Exists(Assessment.objects.filter(**here).exclude(status=State.WITHDRAWN)))
        .annotate(own_open=Exists(own))
        .annotate(
            n_open=Count("assessments", filter=Q(assessments__status__in=OPEN)),
            **{f"n_{side}": Count("assessments", filter=counted & read) for side, counted in ON_SIDE.items()},
            **{f"m_{side}": Median("assessments__score", filter=counted & read) for side, counted in ON_SIDE.items()},
        )
    )


def rows_of(ideas: Iterable[Sequence[Any]]) -> list[OverviewRow]:
    """From values of COLUMNS: one statement for all assessments of the page."""
    found = [dict(zip(COLUMNS, values, strict=True)) for values in ideas]
    by_idea: dict[Any, list[tuple[Any, ...]]] = defaultdict(list)
    kept = Assessment.objects.filter(idea__in=[one["pk"] for one in found], status__in=(*OPEN, State.SUBMITTED))
    names = ("idea_id", "side", "status", "score", "confidence", "assessor__name", "assessor__show_role_only")
    for row in kept.order_by("pk").values_list(*names, "assessor__roles"):
        by_idea[row[0]].append(row[1:])
    return [_row(one, by_idea[one["pk"]]) for one in found]


def _row(one: dict[str, Any], rows: list[tuple[Any, ...]]) -> OverviewRow:
    told = {} if one["own_open"] else {side.value: _side(rows, side) for side in Side}
    waiting = [_name(row) for row in rows if row[1] in OPEN]
    return OverviewRow(
        pk=one["pk"],
        title=str(one["title"]),
        registry_number=str(one["registry_number"]),
        chamber=in_reader_language(str(one["stage__name_sv"] or ""), str(one["stage__name_en"] or "")),
        unit=str(one["unit__name"] or ""),
        hidden=bool(one["own_open"]),
        missing=tuple(waiting),
        **told,
    )


def _side(rows: list[tuple[Any, ...]], side: Side) -> SideFigures:
    return side_figures([(row[2], row[3], row[1] in OPEN) for row in rows if row[0] == side])


def _name(row: tuple[Any, ...]) -> str:
    name, role_only, roles = row[4:7]
    return shown_name(name=name, show_role_only=role_only, roles=roles)

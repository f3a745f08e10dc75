"""The municipality's benefits: what was expected and what was realised, by kind and by how far it can be trusted."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet, Sum
from django.utils.translation import ngettext, ngettext_lazy

from sluss.web.counted import kept_until_written
from tenants.benefits.judging import Confidence
from tenants.benefits.measure import HOURS_A_YEAR, KRONOR_A_YEAR
from tenants.benefits.measured import Measured
from tenants.benefits.models import Benefit, Kind
from tenants.ideas.access import visible_to
from tenants.ideas.models import Status
from tenants.people.models import Member
from tenants.trials.models import Effort

ADDED = {Kind.FINANCIAL: KRONOR_A_YEAR, Kind.FREED_TIME: HOURS_A_YEAR}
SHOWN = ("kind", "name", "unit", "more_is_better", "target", "in_use_from", "key", "created_at", "revision")
OF_IDEA = ("idea__title", "idea__status", "idea__registry_number", "idea__unit__name")
OF_OWNER = ("receiving_owner__name", "receiving_owner__roles", "receiving_owner__show_role_only")

GAPS = {
    "unmeasured": ngettext_lazy(
        "%(count)s implemented idea has nothing that is measured.",
        "%(count)s implemented ideas have nothing that is measured.",
        "count",
    ),
    "baseline": ngettext_lazy(
        "%(count)s measure has no value from before.", "%(count)s measures have no value from before.", "count"
    ),
    "owner": ngettext_lazy(
        "%(count)s measure has no receiving owner.", "%(count)s measures have no receiving owner.", "count"
    ),
    "late": ngettext_lazy(
        "%(count)s value is due and not entered.", "%(count)s values are due and not entered.", "count"
    ),
}


@dataclass(frozen=True)
class KindRow:
    """One kind. Kronor and hours a year are added; of the other kinds only measures that reached their goal are
    counted. `realised` is by confidence; `unproven` is what was expected of measures that nothing shows anything of."""

    kind: Kind
    measures: int
    proven: int
    reached: int
    unit: str
    expected: Decimal
    realised: dict[Confidence, Decimal]
    unproven: Decimal

    @property
    def is_added(self) -> bool:
        return bool(self.unit)

    @property
    def without_evidence(self) -> int:
        return self.measures - self.proven

    @property
    def by_confidence(self) -> list[tuple[Confidence, Decimal]]:
        return [
            (level, self.realised[level]) for level in (Confidence.REPEATED, Confidence.MEASURED, Confidence.STORIES)
        ]


@dataclass(frozen=True)
class Return:
    """Measured money a year against all that has been spent on the ideas that gave it, in kronor. `ideas` is how many
    have both."""

    ideas: int
    gained: Decimal
    spent: int

    @property
    def per_krona(self) -> Decimal:
        """Kronor a year for each krona spent."""
        return self.gained / self.spent


def listed_benefits(member: Member) -> QuerySet[Benefit]:
    """Benefits on ideas the member may see, newest first, with what a list shows and no long texts."""
    return (
        Benefit.objects.filter(idea__in=visible_to(member))
        .select_related("idea__unit", "receiving_owner")
        .only(*SHOWN, *OF_IDEA, *OF_OWNER)
        .order_by("-created_at", "-pk")
    )


def by_kind(found: Iterable[Measured]) -> list[KindRow]:
    rows = list(found)
    return [_row(kind, [each for each in rows if each.benefit.kind == kind]) for kind in Kind]


def _row(kind: Kind, found: list[Measured]) -> KindRow:
    realised = {
        level: sum((each.realised or Decimal(0) for each in found if each.confidence == level), start=Decimal(0))
        for level in Confidence
    }
    expected = [(each, each.expected or Decimal(0)) for each in found]
    return KindRow(
        kind=kind,
        measures=len(found),
        proven=sum(each.is_proven for each in found),
        reached=sum(each.is_proven and each.reached for each in found),
        unit=ADDED.get(kind, ""),
        expected=sum((amount for _each, amount in expected), start=Decimal(0)),
        realised=realised,
        unproven=sum((amount for each, amount in expected if each.confidence == Confidence.GUESS), start=Decimal(0)),
    )


def sentences(member: Member, found: Sequence[Measured]) -> list[str]:
    """What the whole comes to, and what is missing in it. `found` is all that the member sees. One statement."""
    implemented = kept_until_written(
        "implemented",
        member.pk,
        member.roles,
        make=lambda: visible_to(member).filter(status=Status.IMPLEMENTED).order_by().count(),
    )
    in_use = [each for each in found if each.benefit.idea.status == Status.IMPLEMENTED]
    with_any = {each.benefit.idea_id for each in in_use}
    proven = {each.benefit.idea_id for each in in_use if each.is_proven}
    gaps = Counter(name for each in found for name, lacks in _lacks(each) if lacks)
    texts = [
        ngettext(
            "Of %(all)s implemented idea, %(some)s has measured benefit.",
            "Of %(all)s implemented ideas, %(some)s have measured benefit.",
            implemented,
        )
        % {"all": implemented, "some": len(proven)},
    ]
    counts = {"unmeasured": implemented - len(with_any), **gaps}
    return texts + [_told(name, counts[name]) for name in GAPS if counts.get(name)]


def _lacks(each: Measured) -> tuple[tuple[str, bool], ...]:
    return (
        ("baseline", each.baseline is None),
        ("owner", each.benefit.receiving_owner_id is None),
        ("late", each.waits_for is not None),
    )


def _told(gap: str, count: int) -> str:
    return str(GAPS[gap] % {"count": count})


def return_of(found: Iterable[Measured]) -> Return | None:
    """None where no idea has both measured money and anything spent on it. One statement."""
    gained: Counter[int] = Counter()
    for each in found:
        if each.benefit.kind == Kind.FINANCIAL and each.is_proven and each.realised is not None:
            gained[each.benefit.idea_id] += each.realised  # type: ignore[assignment]
    spent = _spent_on(gained)
    if not spent:
        return None
    return Return(
        ideas=len(spent),
        gained=sum((Decimal(gained[idea]) for idea in spent), start=Decimal(0)),
        spent=sum(spent.values()),
    )


def _spent_on(ideas: Iterable[int]) -> dict[int, int]:
    """Kronor by idea; entries that were corrected count as corrected. Ideas without a cost are not among them."""
    rows = Effort.objects.filter(idea__in=list(ideas), corrected_by=None).order_by().values_list("idea")
    return {idea: total for idea, total in rows.annotate(total=Sum("kronor")) if total}

"""The calculation of an idea as a page shows it: each alternative with its sums, compared with doing nothing."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from tenants.benefits.models import DEFAULT_HOURLY_RATE, Alternative, Case, EffectStep, Kind, Line, Link
from tenants.benefits.reckoning import Range, Totals, over_all_years, totals_of
from tenants.ideas.models import Idea

MONEY_KINDS = (Kind.FINANCIAL, Kind.FREED_TIME)


@dataclass(frozen=True)
class Compared:
    """An alternative with its sums, and how they differ from those of doing nothing (None for that one itself)."""

    alternative: Alternative
    lines: list[Line]
    totals: Totals
    difference: Totals | None

    @property
    def others(self) -> list[tuple[Line, Range]]:
        """What is neither money nor time, each in its own unit: told beside the sums, never in them."""
        return [(line, over_all_years(line)) for line in self.lines if line.kind not in MONEY_KINDS]

    @property
    def idle_time(self) -> bool:
        """Whether it frees time that nobody has said the use of."""
        return any(line.kind == Kind.FREED_TIME and not line.is_cost and not line.use_of_time for line in self.lines)


@dataclass(frozen=True)
class Calculation:
    """A case as it stands; revision 0 where there is none yet."""

    revision: int = 0
    hourly_rate: Decimal = DEFAULT_HOURLY_RATE
    conclusion: str = ""
    chain: tuple[tuple[Link, tuple[EffectStep, ...]], ...] = ()
    compared: tuple[Compared, ...] = ()

    @property
    def has_chain(self) -> bool:
        return any(steps for _link, steps in self.chain)

    @property
    def has_lines(self) -> bool:
        return any(each.lines for each in self.compared)

    @property
    def missing(self) -> list[str]:
        """What is missing, as sentences."""
        others = [each for each in self.compared if each.difference is not None]
        nothing = next((each for each in self.compared if each.difference is None), None)
        gaps = [link.label for link, steps in self.chain if not steps]
        facts = (
            (not self.has_chain, _("There is no effect chain.")),
            (
                self.has_chain and bool(gaps),
                _("The effect chain has no row for: %(links)s.") % {"links": ", ".join(map(str, gaps))},
            ),
            (not any(each.lines for each in others), _("Nobody has reckoned what it would give.")),
            (
                self.has_lines and not (nothing and (nothing.lines or nothing.alternative.description)),
                _("Nobody has said what doing nothing means."),
            ),
            (
                any(each.idle_time for each in self.compared),
                _("Some freed time has no use yet, so it is not counted in kronor."),
            ),
        )
        return [text for is_missing, text in facts if is_missing]


def calculation_of(idea: Idea) -> Calculation:
    """Four statements, or one where nothing is written yet."""
    case = Case.objects.filter(idea=idea).first()
    if case is None:
        return Calculation(chain=_in_links([]))
    alternatives = Alternative.objects.filter(case=case).prefetch_related(Prefetch("lines"))
    return Calculation(
        revision=case.revision,
        hourly_rate=case.hourly_rate,
        conclusion=case.conclusion,
        chain=_in_links(list(case.steps.all())),
        compared=tuple(_compared(list(alternatives), hourly_rate=case.hourly_rate)),
    )


def _in_links(steps: list[EffectStep]) -> tuple[tuple[Link, tuple[EffectStep, ...]], ...]:
    return tuple((link, tuple(step for step in steps if step.link == link)) for link in Link)


def _compared(alternatives: list[Alternative], *, hourly_rate: Decimal) -> list[Compared]:
    found = [(each, list(each.lines.all())) for each in alternatives]
    sums = [(each, lines, totals_of(lines, hourly_rate=hourly_rate)) for each, lines in found]
    nothing = next(totals for each, _lines, totals in sums if each.does_nothing)
    return [
        Compared(each, lines, totals, None if each.does_nothing else totals - nothing) for each, lines, totals in sums
    ]

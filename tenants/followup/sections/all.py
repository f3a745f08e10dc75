"""The sections in the order of the page, each with its address and the files it gives."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tenants.followup.scope import Scope
from tenants.followup.sections.assessed import assessed
from tenants.followup.sections.benefit import benefit
from tenants.followup.sections.flow import flow, short_flow
from tenants.followup.sections.outcomes import outcomes
from tenants.followup.sections.promises import promises
from tenants.followup.sections.sources import sources
from tenants.followup.sections.times import times
from tenants.followup.sections.units import units
from tenants.followup.sections.workload import workload
from tenants.followup.tables import Section

type Make = Callable[[Scope], Section]


@dataclass(frozen=True)
class Part:
    """`help` says what the period means there. `short`: what those get who see the whole alone, where it differs.
    `kept`: it follows from the facts and the day, so it need not be counted twice."""

    code: str
    title: str | Promise
    help: str | Promise
    make: Make
    tables: tuple[str, ...]
    short: Make | None = None
    kept: bool = True

    def made(self, scope: Scope, *, short: bool) -> Section:
        return (self.short if short and self.short else self.make)(scope)


PARTS = {
    part.code: part
    for part in (
        Part(
            "flode",
            _("How far ideas come"),
            _("Of the ideas that came in during the period."),
            flow,
            ("faser", "kammare", "granser"),
            short_flow,
        ),
        Part(
            "tid",
            _("Time in each chamber"),
            _("Of the ideas that left a chamber during the period, with all the days they were there."),
            times,
            ("kammare",),
        ),
        Part(
            "loften",
            _("Promises kept"),
            _(
                "Of the promises that fell due or were answered during the period. A question to the one who left the"
                " idea is an answer."
            ),
            promises,
            ("loften",),
        ),
        Part(
            "utfall",
            _("Outcomes"),
            _("Of what was answered and decided during the period."),
            outcomes,
            ("inkorg", "grindar"),
        ),
        Part("kallor", _("Sources"), _("Of the ideas that came in during the period."), sources, ("kallor",)),
        Part(
            "enheter",
            _("Ideas per unit"),
            _(
                "Of the ideas that came in during the period. Shares are told only where at least 20 people work and 5"
                " ideas were left."
            ),
            units,
            ("enheter",),
        ),
        Part(
            "bedomning",
            _("Need and feasibility"),
            _("Of the ideas that came in during the period and have at least two assessments on each side."),
            assessed,
            ("falt",),
        ),
        Part(
            "nytta",
            _("Benefit and cost"),
            _("Of what began to be measured, was signed and was noted during the period."),
            benefit,
            ("nytta", "stoppat", "atgang"),
        ),
        Part(
            "arbete", _("Workload"), _("As it is today, whatever is chosen above."), workload, ("coacher",), kept=False
        ),
    )
}

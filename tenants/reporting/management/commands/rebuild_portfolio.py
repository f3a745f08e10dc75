"""The region's facts held against the municipalities' ideas."""

from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from sluss.registry.models import Municipality
from sluss.tenancy import in_region
from tenants.reporting.comparing import Comparison
from tenants.reporting.rebuild import compare, mend


class Command(BaseCommand):
    help = "Compare the region's facts with the municipalities' ideas and mend them. Safe while people work."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; exit 1 where something differs")
        parser.add_argument("--municipality", metavar="SLUG", help="this one, instead of all")

    def handle(self, *args: Any, **options: Any) -> None:
        facts = pending = drift = 0
        for municipality in _chosen(options["municipality"]):
            found = compare(municipality)
            self._tell(municipality, found)
            if found.drift and not options["check"]:
                mend(municipality, found)
                found = compare(municipality)
            facts, pending, drift = facts + len(found.expected), pending + found.pending, drift + found.drift
        self.stdout.write(f"facts={facts} pending={pending} drift={drift}")
        if drift:
            raise CommandError("The region differs from the municipalities.", returncode=1)

    def _tell(self, municipality: Municipality, found: Comparison) -> None:
        if found.drift:
            counts = f"missing={len(found.missing)} extra={len(found.extra)} stale={len(found.stale)}"
            self.stdout.write(f"  {municipality.slug}: {counts}")


def _chosen(slug: str | None) -> list[Municipality]:
    with in_region():
        known = list(Municipality.objects.ready())
    chosen = [municipality for municipality in known if slug in (None, municipality.slug)]
    if slug and not chosen:
        raise CommandError(f"There is no municipality {slug!r} in use.")
    return chosen

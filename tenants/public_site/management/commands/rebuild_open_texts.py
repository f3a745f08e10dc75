"""What the region holds of the open pages held against them, and the index that is searched there."""

from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from shared.openly.index import KIND, keep_up
from sluss.registry.models import Municipality
from sluss.similar.tables.check import compare as compare_index
from sluss.similar.tables.index import rebuild as rebuild_index
from sluss.tenancy import in_region
from tenants.public_site.rebuild import compare, mend
from tenants.reporting.comparing import Comparison


class Command(BaseCommand):
    help = "Compare what the region shows of the open pages with them, and mend it. Safe while people work."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; exit 1 where something differs")

    def handle(self, *args: Any, **options: Any) -> None:
        with in_region():
            municipalities = list(Municipality.objects.ready())
        found = [self._of(municipality, check=options["check"]) for municipality in municipalities]
        index = self._index(check=options["check"])
        texts, pending = sum(len(one.expected) for one in found), sum(one.pending for one in found)
        drift = sum(one.drift for one in found) + index
        self.stdout.write(f"texts={texts} pending={pending} drift={drift}")
        if drift:
            raise CommandError("The region differs from the municipalities' open pages.", returncode=1)

    def _of(self, municipality: Municipality, *, check: bool) -> Comparison:
        found = compare(municipality)
        if not found.drift:
            return found
        counts = f"missing={len(found.missing)} extra={len(found.extra)} stale={len(found.stale)}"
        self.stdout.write(f"  {municipality.slug}: {counts}")
        if check:
            return found
        mend(municipality, found)
        return compare(municipality)

    def _index(self, *, check: bool) -> int:
        """How many texts the search knows wrongly."""
        with in_region():
            # What the sweep does within a minute anyhow is no difference.
            keep_up()
            if not check:
                rebuild_index(KIND)
            drift = compare_index(KIND).drift
        if drift:
            self.stdout.write(f"  index: drift={drift}")
        return drift

"""A command that holds what the region knows against the municipalities, and mends it: facts and texts alike."""

from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from sluss.operations.checked_commands import chosen_municipalities, offer_check
from sluss.registry.models import Municipality
from tenants.reporting.comparing import Comparison


class RebuildCommand(BaseCommand):
    """Safe while people work. `counted` is what the last line calls the rows, `differs` what is said where it ends
    with a difference."""

    counted: str
    differs: str

    def compare(self, municipality: Municipality) -> Comparison:
        raise NotImplementedError

    def mend(self, municipality: Municipality, found: Comparison) -> None:
        raise NotImplementedError

    def drift_besides(self, *, check: bool) -> int:
        """Differences that are no single municipality's; mended unless it is only to check."""
        return 0

    def add_arguments(self, parser: CommandParser) -> None:
        offer_check(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        found = [
            self._of(municipality, check=options["check"])
            for municipality in chosen_municipalities(options["municipality"])
        ]
        drift = self.drift_besides(check=options["check"]) + sum(one.drift for one in found)
        rows, pending = sum(len(one.expected) for one in found), sum(one.pending for one in found)
        self.stdout.write(f"{self.counted}={rows} pending={pending} drift={drift}")
        if drift:
            raise CommandError(self.differs, returncode=1)

    def _of(self, municipality: Municipality, *, check: bool) -> Comparison:
        found = self.compare(municipality)
        if not found.drift:
            return found
        counts = f"missing={len(found.missing)} extra={len(found.extra)} stale={len(found.stale)}"
        self.stdout.write(f"  {municipality.slug}: {counts}")
        if check:
            return found
        self.mend(municipality, found)
        return self.compare(municipality)

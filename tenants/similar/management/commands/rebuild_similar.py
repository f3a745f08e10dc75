"""The index of the search for what is alike, held against the texts and weighed anew."""

from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from sluss.operations.checked_commands import chosen_municipalities, offer_check
from sluss.similar.tables.check import Comparison, compare
from sluss.similar.tables.index import rebuild
from sluss.tenancy import in_municipality
from tenants.similar.kinds import all_kinds


class Command(BaseCommand):
    help = "Weigh all texts anew for the search for what is alike. Safe while people work."

    def add_arguments(self, parser: CommandParser) -> None:
        offer_check(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        total = Comparison(0, 0, 0)
        for municipality in chosen_municipalities(options["municipality"]):
            with in_municipality(municipality):
                for kind in all_kinds():
                    if not options["check"]:
                        rebuild(kind)
                    found = compare(kind)
                    if found.drift:
                        self.stdout.write(f"  {municipality.slug}: {kind.subject} drift={found.drift}")
                    total = Comparison(
                        total.texts + found.texts, total.pending + found.pending, total.drift + found.drift
                    )
        self.stdout.write(f"texts={total.texts} pending={total.pending} drift={total.drift}")
        if total.drift:
            raise CommandError("The index differs from the texts.", returncode=1)

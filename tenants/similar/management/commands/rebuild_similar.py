"""The index of the search for what is alike, held against the texts and weighed anew."""

from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from sluss.registry.models import Municipality
from sluss.similar.tables.check import Comparison, compare
from sluss.similar.tables.index import rebuild
from sluss.tenancy import in_municipality, in_region
from tenants.similar.kinds import all_kinds


class Command(BaseCommand):
    help = "Weigh all texts anew for the search for what is alike. Safe while people work."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; exit 1 where something differs")
        parser.add_argument("--municipality", metavar="SLUG", help="this one, instead of all")

    def handle(self, *args: Any, **options: Any) -> None:
        total = Comparison(0, 0, 0)
        for municipality in _chosen(options["municipality"]):
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


def _chosen(slug: str | None) -> list[Municipality]:
    with in_region():
        known = list(Municipality.objects.ready())
    chosen = [municipality for municipality in known if slug in (None, municipality.slug)]
    if slug and not chosen:
        raise CommandError(f"There is no municipality {slug!r} in use.")
    return chosen

"""The two federations and their 29 municipalities."""

import csv
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandParser

from sluss import registry
from sluss.registry.models import Federation
from sluss.tenancy import template
from sluss.tenancy.parallel import JOBS, several
from sluss.tenancy.provisioning import NewMunicipality, provision
from sluss.tenancy.scope import in_region

FACTS = Path(registry.__file__).with_name("municipalities.csv")
FEDERATIONS = {"Skaraborg": "Skaraborgs kommunalförbund", "Fyrbodal": "Fyrbodals kommunalförbund"}


class Command(BaseCommand):
    help = "Make the two federations and all 29 municipalities; what is there already is left as it is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--jobs", type=int, default=JOBS, help="how many at a time")

    def handle(self, *args: Any, **options: Any) -> None:
        with in_region(using="owner"):
            for short, name in FEDERATIONS.items():
                Federation.objects.using("owner").get_or_create(slug=short.lower(), defaults={"name": name})
        template.current_sql()  # made before there are several that want it
        rows = list(csv.DictReader(FACTS.read_text(encoding="utf-8").splitlines()))
        for number, (_row, done) in enumerate(several(self._provision, rows, jobs=options["jobs"]), start=1):
            self.stdout.write(f"  {number}/{len(rows)} {done.result()}")

    def _provision(self, row: dict[str, str]) -> str:
        said: list[str] = []
        provision(
            NewMunicipality(
                code=row["code"],
                name=row["name"],
                full_name=row["full_name"],
                slug=row["slug"],
                federation=row["federation"].lower(),
                host=f"{row['slug']}.{settings.DOMAIN}",
            ),
            say=said.append,
        )
        return " ".join(said)

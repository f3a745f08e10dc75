"""The two federations and their 29 municipalities."""

import csv
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand

from sluss import registry
from sluss.registry.models import Federation
from sluss.tenancy.provisioning import NewMunicipality, provision
from sluss.tenancy.scope import in_region

FACTS = Path(registry.__file__).with_name("municipalities.csv")
FEDERATIONS = {"Skaraborg": "Skaraborgs kommunalförbund", "Fyrbodal": "Fyrbodals kommunalförbund"}


class Command(BaseCommand):
    help = "Make the two federations and all 29 municipalities; what is there already is left as it is."

    def handle(self, *args: Any, **options: Any) -> None:
        with in_region(using="owner"):
            for short, name in FEDERATIONS.items():
                Federation.objects.using("owner").get_or_create(slug=short.lower(), defaults={"name": name})
        rows = list(csv.DictReader(FACTS.read_text(encoding="utf-8").splitlines()))
        for number, row in enumerate(rows, start=1):
            provision(
                NewMunicipality(
                    code=row["code"],
                    name=row["name"],
                    full_name=row["full_name"],
                    slug=row["slug"],
                    federation=row["federation"].lower(),
                    host=f"{row['slug']}.{settings.DOMAIN}",
                ),
                say=partial(self._say, f"  {number}/{len(rows)} "),
            )

    def _say(self, place: str, text: str) -> None:
        self.stdout.write(place + text)

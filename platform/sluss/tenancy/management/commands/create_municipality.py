"""One new municipality, or the rest of one whose making was stopped."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError, CommandParser

from sluss.registry.models import Federation
from sluss.tenancy.provisioning import NewMunicipality, provision


class Command(BaseCommand):
    help = "Make a municipality: registry row, roles, schema, first content. Run it again to finish one that stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("--name", required=True)
        parser.add_argument("--full-name", help="as Falköpings kommun; default: the name followed by kommun")
        parser.add_argument("--code", required=True, help="the official four-digit code")
        parser.add_argument("--federation", required=True, help="the federation's slug, as skaraborg")
        parser.add_argument("--host", help="default: the slug under the platform's domain")

    def handle(self, *args: Any, **options: Any) -> None:
        new = NewMunicipality(
            code=options["code"],
            name=options["name"],
            full_name=options["full_name"] or f"{options['name']} kommun",
            slug=options["slug"],
            federation=options["federation"],
            host=options["host"] or f"{options['slug']}.{settings.DOMAIN}",
        )
        try:
            provision(new, say=self.stdout.write)
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from error
        except Federation.DoesNotExist as error:
            raise CommandError(f"There is no federation {options['federation']!r}.") from error

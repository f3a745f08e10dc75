"""A notice to the people of one municipality, of a federation's municipalities or of all."""

import datetime as dt
import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError, CommandParser

from sluss.outbox.inbound import send_message
from sluss.registry.models import Municipality
from sluss.tenancy import in_region
from tenants.reporting.notices import KIND, notice_payload


class Command(BaseCommand):
    help = "Show a notice on the members' start page. The worker brings it there."

    def add_arguments(self, parser: CommandParser) -> None:
        whom = parser.add_mutually_exclusive_group(required=True)
        whom.add_argument("--municipality", metavar="SLUG")
        whom.add_argument("--federation", metavar="SLUG")
        whom.add_argument("--all", action="store_true", help="every municipality")
        parser.add_argument("--title", required=True)
        parser.add_argument("--text", required=True)
        parser.add_argument("--until", type=dt.date.fromisoformat, metavar="YYYY-MM-DD", help="last day it is shown")
        parser.add_argument("--key", help="with --number: the notice that this one replaces")
        parser.add_argument("--number", type=int, default=1, metavar="VERSION", help="greater than what it replaces")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            payload = notice_payload(title=options["title"], text=options["text"], shown_until=options["until"])
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from error
        receivers = _receivers(options)
        key = options["key"] or str(uuid.uuid4())
        for municipality in receivers:
            send_message(municipality=municipality, kind=KIND, key=key, payload=payload, version=options["number"])
        self.stdout.write(f"key={key} version={options['number']} municipalities={len(receivers)}")


def _receivers(options: dict[str, Any]) -> list[Municipality]:
    with in_region():
        known = list(Municipality.objects.ready().select_related("federation"))
    wanted, federation = options["municipality"], options["federation"]
    chosen = [m for m in known if wanted in (None, m.slug) and federation in (None, m.federation.slug)]
    if not chosen:
        raise CommandError("No municipality in use fits.")
    return chosen

"""Does the background work of all municipalities until it is asked to end."""

from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from procrastinate import exceptions
from procrastinate.contrib.django import app

from sluss.jobs.connector import WorkerConnector
from sluss.tenancy.pooling import TransactionPooling
from sluss.tenancy.startup import refuse_unsafe_database

CONCURRENCY = 2
GRACE = 10.0  # seconds that running jobs get after the request to end; then they go back into the queue


class Command(BaseCommand):
    help = "Run background jobs until Ctrl+C or SIGTERM; running ones are finished first. Start as many as you like."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--until-empty", action="store_true", help="end when no job is waiting")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            refuse_unsafe_database()
            self._run(wait=not options["until_empty"])
        except TransactionPooling as error:
            raise CommandError(str(error)) from error
        except exceptions.ConnectorException as error:
            # Whoever started the worker starts it again: the supervisor of the demo, systemd or the container's host.
            raise CommandError(f"The database does not answer: {error}") from error

    def _run(self, *, wait: bool) -> None:
        with app.replace_connector(WorkerConnector()) as worker:
            worker.run_worker(
                concurrency=CONCURRENCY,
                wait=wait,
                shutdown_graceful_timeout=GRACE,
                install_signal_handlers=True,
            )

"""Brings a complete demo up: database, municipalities, content, web and worker, until it is asked to stop."""

import io
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper
from django.utils.module_loading import import_string

from sluss.operations import addresses, processes
from sluss.operations.console import Console
from sluss.operations.supervisor import Supervisor

FIRST_ANSWER = 60.0  # seconds
STEPS: dict[str, tuple[str, dict[str, Any]]] = {
    # First: the demo's letters are written in the receiver's language.
    "compiling the translations": ("translations", {"compile": True}),
    "bringing the database up to date": ("upgrade", {}),
    "making the federations and their municipalities": ("create_region", {}),
    "loading the demo content": ("demo_content", {}),
    "collecting the static files": ("collectstatic", {"interactive": False}),
}
SILENT = {"translations", "collectstatic"}
Demo = Callable[[], list[tuple[str, str, str, str]]]


class Command(BaseCommand):
    help = "Prepares the demo and runs it until Ctrl+C. `make demo` sets up and calls this."
    requires_system_checks = ()

    def handle(self, *_args: Any, **_options: Any) -> None:
        console = Console(self.stdout)
        binds = addresses.free_binds(settings.PORT)
        console.say("Starting the demo of Slusstrappan")
        for text, (command, options) in STEPS.items():
            with console.step(text) as between:
                call_command(command, verbosity=0, stdout=io.StringIO() if command in SILENT else between, **options)
        _let_go_of_connections()
        children = [processes.web(binds=binds), processes.worker()]
        self._serve(Supervisor(children=children, console=console), console)

    def _serve(self, supervisor: Supervisor, console: Console) -> None:
        with supervisor.running():
            with console.step("starting web and worker"):
                answered = supervisor.wait_until(_answers, seconds=FIRST_ANSWER)
            if not answered and not supervisor.asked_to_end.is_set():
                raise CommandError(f"The web did not answer within {FIRST_ANSWER:.0f} seconds; its words are above.")
            if answered:
                _introduce(console)
            supervisor.keep_running()


def _let_go_of_connections() -> None:
    """The supervisor itself needs no database any more."""
    for connection in connections.all(initialized_only=True):
        connection.close()
        if isinstance(connection, DatabaseWrapper):
            connection.close_pool()


def _answers() -> bool:
    return addresses.answers(settings.PORT, host=settings.DOMAIN)


def _introduce(console: Console) -> None:
    """Where to look, and as whom."""
    console.say(f"\nReady. The region: {settings.SCHEME}://{settings.DOMAIN}:{settings.PORT}")
    console.say(f"A municipality:    {settings.SCHEME}://skovde.{settings.DOMAIN}:{settings.PORT}\n")
    accounts: Demo = import_string(settings.SLUSS_DEMO_ACCOUNTS)
    console.say("Demo accounts:")
    for email, password, role, url in accounts():
        console.say(f"  {email:<34} {password:<20} {role:<34} {url}")
    console.say("\nCtrl+C stops everything, the database too.")

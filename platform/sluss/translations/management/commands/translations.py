"""`manage.py translations`: what makemessages and compilemessages do, without gettext's binaries, and a check."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sluss.translations.catalogues import compile_all, update
from sluss.translations.checks import faults
from sluss.translations.sources import App, own_apps, read_apps


class Command(BaseCommand):
    help = "Collects the texts to translate into each app's catalogue. English is the source and has no catalogue."
    # The catalogues are compiled on the first set-up, before there is a database or anything else to check.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("apps", nargs="*", help="only these apps, as tenants.ideas (default: all)")
        choice = parser.add_mutually_exclusive_group()
        choice.add_argument("--compile", action="store_true", help="compile the catalogues that have changed")
        choice.add_argument("--check", action="store_true", help="list what is missing or wrong; exit 1 if anything is")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["compile"]:
            chosen = self._chosen(own_apps(), names=options["apps"])
            self.stdout.write(f"compiled={sum(compile_all(app.path) for app in chosen)}")
        elif options["check"]:
            self._check(list(faults(self._chosen(read_apps(), names=options["apps"]))))
        else:
            chosen = self._chosen(read_apps(), names=options["apps"])
            self.stdout.write(f"texts={sum(len(app.found) for app in chosen)} untranslated={sum(map(update, chosen))}")

    def _chosen(self, found: list[App], *, names: list[str]) -> list[App]:
        if unknown := set(names) - {app.name for app in found}:
            raise CommandError(f"No such app: {', '.join(sorted(unknown))}")
        return [app for app in found if not names or app.name in names]

    def _check(self, lines: list[str]) -> None:
        for line in lines:
            self.stdout.write(line)
        self.stdout.write(f"faults={len(lines)}")
        if lines:
            raise CommandError("The catalogues are not in order.", returncode=1)

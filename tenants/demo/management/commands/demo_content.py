"""Believable needs and ideas for the demo, told through the product's own services."""

import os
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from typing import Any

import django
from django.conf import settings
from django.core.mail import mailers
from django.core.management import BaseCommand, CommandError, CommandParser
from django.db import connections

from sluss.registry.models import Municipality
from sluss.tenancy import in_region
from tenants.demo.accounts import make_accounts
from tenants.demo.cast import SHARED_BETWEEN
from tenants.demo.content import Filled, clear, fill, is_filled
from tenants.demo.library import told_in
from tenants.mail.outbox import MAILER

SMALL = (*SHARED_BETWEEN, "uddevalla")
NO_DEMO = "This is no demo installation (SLUSS_DEMO is not set): the demo content does not belong here."
FORCED = "WARNING: invented people, ideas and accounts with a known password are put into a real installation."
WOULD_SEND = "A mail server is set (SLUSS_EMAIL_URL): the demo's letters to invented people would be sent. Unset it."


def _load(slug: str, reset: bool, few: bool) -> Filled | None:
    """What one process does, for one municipality."""
    with in_region():
        municipality = Municipality.objects.select_related("federation").get(slug=slug)
    if reset:
        clear(municipality)
    return fill(municipality, few=few)


class Command(BaseCommand):
    help = "Fill the demo's municipalities with invented people and ideas. Run again, it leaves what is there."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--reset", action="store_true", help="empty the demo's municipalities first (demos only)")
        parser.add_argument("--small", action="store_true", help="three municipalities with a few ideas each")
        parser.add_argument("--force", action="store_true", help="also where SLUSS_DEMO is not set")
        parser.add_argument("--jobs", type=int, default=min(4, os.cpu_count() or 1), help="how many at a time")

    def handle(self, *args: Any, **options: Any) -> None:
        self._refuse(reset=options["reset"], force=options["force"])
        wanted = self._wanted(small=options["small"])
        make_accounts(wanted)
        waiting = [m for m in wanted if options["reset"] or not is_filled(m)]
        waiting.sort(key=lambda m: -len(told_in(m.slug)))
        work = [(m.slug, options["reset"], options["small"]) for m in waiting]
        filled = self._spread(work, jobs=options["jobs"]) if options["jobs"] > 1 and work else [_load(*w) for w in work]
        ideas = sum(one.ideas for one in filled if one)
        if options["verbosity"]:
            self.stdout.write(f"{len(work)} of {len(wanted)} municipalities filled now, with {ideas} ideas.")

    def _refuse(self, *, reset: bool, force: bool) -> None:
        if not settings.DEMO and (reset or not force):
            raise CommandError(NO_DEMO)
        if not settings.DEMO:
            self.stderr.write(FORCED)
        if MAILER in mailers:
            raise CommandError(WOULD_SEND)

    def _wanted(self, *, small: bool) -> list[Municipality]:
        with in_region():
            ready = Municipality.objects.ready().select_related("federation")
            return list(ready.filter(slug__in=SMALL) if small else ready)

    def _spread(self, work: list[tuple[str, bool, bool]], *, jobs: int) -> list[Filled | None]:
        """One municipality a process at a time. Spawned, not forked: a child must not inherit a connection."""
        connections.close_all()
        filled = []
        with ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=django.setup) as pool:
            running = {pool.submit(_load, *one): one[0] for one in work}
            for number, done in enumerate(as_completed(running), start=1):
                filled.append(done.result())
                self.stdout.write(f"  {number}/{len(work)} {running[done]}")
        return filled

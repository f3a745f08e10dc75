"""A file of ideas into a municipality, from the command line."""

import difflib
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils import translation

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality, in_region
from sluss.workflow.transitions import NotPossible
from tenants.ideas.models import Idea
from tenants.imports import report, understanding
from tenants.imports.check_run import check_run
from tenants.imports.counting import counts_of
from tenants.imports.discard_run import discard_run
from tenants.imports.models import ImportRun
from tenants.imports.places import places_here
from tenants.imports.reading.messages import FIELDS, say
from tenants.imports.reading.notices import Notice, Refused
from tenants.imports.reading.report import closing_line
from tenants.imports.reading.table import Table
from tenants.imports.receive_file import Received, receive_file
from tenants.imports.run_import import run_import, start_run
from tenants.imports.set_mapping import guessed_values, parse_map_file, set_mapping
from tenants.imports.undo_import import SomethingHappened, ask_undo, undo_import

State = ImportRun.State
SHOWN = 20


class Command(BaseCommand):
    help = "Import ideas from a CSV or XLSX file. Without --map the columns are guessed, and the guess is shown."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--municipality", metavar="SLUG", required=True)
        parser.add_argument("file", nargs="?", type=Path, metavar="FILE")
        parser.add_argument(
            "--map",
            type=Path,
            metavar="MAP.json",
            help="which column holds what, and where values are placed (platform/docs/importing.md)",
        )
        parser.add_argument("--dry-run", action="store_true", help="check every row and register nothing")
        parser.add_argument("--report", type=Path, metavar="OUT.csv", help="write what became of each row")
        parser.add_argument("--undo", type=uuid.UUID, metavar="RUN_KEY", help="undo an import as one")

    def handle(self, *args: Any, **options: Any) -> None:
        if (options["file"] is None) == (options["undo"] is None):
            raise CommandError("Name a file to import, or an import to undo (--undo RUN_KEY).")
        municipality = _municipality(options["municipality"])
        with translation.override("en"), in_municipality(municipality), _plain_faults():
            if options["undo"]:
                self._undo(municipality, options["undo"])
            else:
                self._import(options)

    def _import(self, options: dict[str, Any]) -> None:
        received = _receive(options["file"])
        try:
            run = self._understood(received, options["map"])
        except BaseException:
            discard_run(run=received.run)
            raise
        if interrupted := None if options["dry_run"] else _interrupted(run):
            discard_run(run=run)
            run = self._go_on(interrupted, received.table)
        else:
            run = check_run(run=run, table=received.table)
            run = run if options["dry_run"] else self._register(start_run(run=run, actor=None), received.table)
        self._tell(run, options)

    def _understood(self, received: Received, map_file: Path | None) -> ImportRun:
        run, places = received.run, places_here()
        for notice in understanding.notices_of(run.guess):
            self.stdout.write(say(notice=notice))
        if map_file:
            text = _read_text(map_file)
            mapping, values = parse_map_file(text, columns=run.guess["columns"], places=places)
            return set_mapping(run=run, mapping=mapping, values=values)
        self._show_guess(run)
        return run

    def _show_guess(self, run: ImportRun) -> None:
        self.stdout.write("Columns as guessed (name them in a MAP.json to change that):")
        for guess in run.guess["guesses"]:
            reason = say(notice=Notice.from_data(guess["reason"]))
            self.stdout.write(f"  {FIELDS[guess['field']]!s:<12} {guess['column']!r}: {reason}")
        mapping = understanding.mapping_of(run.mapping)
        for field, placed in guessed_values(run=run, mapping=mapping, places=places_here()).items():
            for value, place in placed.items():
                self.stdout.write(f"  {field} {value!r}: into the inbox and noted ({place!r}, if a MAP.json says so)")

    def _go_on(self, run: ImportRun, table: Table) -> ImportRun:
        self.stdout.write(f"Import {run.key} of the same file was interrupted: going on at {run.progress}.")
        return self._register(run, table)

    def _register(self, run: ImportRun, table: Table) -> ImportRun:
        return run_import(run=run, table=table, after_batch=self._progress)

    def _progress(self, run: ImportRun) -> None:
        self.stdout.write(f"  {run.progress} of {run.total}")
        self.stdout.flush()

    def _tell(self, run: ImportRun, options: dict[str, Any]) -> None:
        if options["report"]:
            self._write_report(run, options["report"])
        self._tell_rows(run)
        if options["report"]:
            self.stdout.write(f"What became of each row: {options['report']}")
        counts = counts_of(run)
        if options["dry_run"]:
            discard_run(run=run)
            self.stdout.write("Checked only: nothing was registered.")
        else:
            self.stdout.write(f"To undo it as one: --undo {run.key}")
        self.stdout.write(closing_line(counts=counts))

    def _tell_rows(self, run: ImportRun) -> None:
        remarked = list(report.remarked(run))
        for number, status, reasons in remarked[:SHOWN]:
            self.stdout.write(f"  row {number} {status}: {report.remarks(reasons)}")
        if len(remarked) > SHOWN:
            self.stdout.write(f"  … and {len(remarked) - SHOWN} more rows with remarks.")

    def _write_report(self, run: ImportRun, path: Path) -> None:
        with path.open("w", encoding="utf-8-sig", newline="") as out:
            report.write(run, out=out)

    def _undo(self, municipality: Municipality, key: uuid.UUID) -> None:
        run = ImportRun.objects.filter(key=key).first()
        if run is None:
            raise CommandError(f"There is no import {key} in {municipality.name}.")
        if run.state != State.UNDOING:
            ask_undo(run=run)
        run = undo_import(municipality=municipality, key=key, actor_id=None)
        if run.state != State.UNDONE:
            raise CommandError(run.problem)
        self.stdout.write(f"undone={run.accepted}")


@contextmanager
def _plain_faults() -> Iterator[None]:
    """What cannot be done is said in plain words, with exit code 1."""
    try:
        yield
    except Refused as error:
        raise CommandError("\n".join(say(notice=notice) for notice in error.notices)) from error
    except SomethingHappened as error:
        raise CommandError("\n".join([str(error), *_named(error)])) from error
    except OSError as error:
        raise CommandError(f"{error.filename}: {error.strerror}") from error
    except NotPossible as error:
        raise CommandError(str(error)) from error


def _named(error: SomethingHappened) -> Iterator[str]:
    numbers = dict(Idea.objects.filter(pk__in=list(error.later)[:SHOWN]).values_list("pk", "registry_number"))
    for pk, number in numbers.items():
        yield f"  {number}: {error.later[pk]}"


def _receive(path: Path) -> Received:
    with path.open("rb") as stream:
        return receive_file(stream=stream, file_name=path.name, actor=None)


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise CommandError(f"{path} is not written in UTF-8.") from error


def _interrupted(run: ImportRun) -> ImportRun | None:
    """An import of the same file under the same mapping that was stopped on its way."""
    same = ImportRun.objects.filter(
        state=State.RUNNING, guess__sha256=run.guess["sha256"], mapping=run.mapping, started_by=None
    )
    return same.order_by("pk").first()


def _municipality(slug: str) -> Municipality:
    with in_region():
        known = {municipality.slug: municipality for municipality in Municipality.objects.ready()}
    if slug in known:
        return known[slug]
    names = {name.casefold(): key for key, found in known.items() for name in (key, found.name)}
    near = {names[name] for name in difflib.get_close_matches(slug.casefold(), names, n=3, cutoff=0.5)}
    hint = f" Did you mean {' or '.join(sorted(near))}?" if near else ""
    raise CommandError(f"There is no municipality {slug!r} in use.{hint}")

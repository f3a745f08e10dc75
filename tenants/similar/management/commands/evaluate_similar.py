"""The search for what is like something, tried on a file of texts that people have grouped."""

from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from sluss.similar.evaluation import evaluate
from sluss.similar.labelled import CannotRead, read_labelled

EVERY = 500


class Command(BaseCommand):
    help = (
        "How many of the texts that belong together the search finds among the first ten. The file is read into "
        "memory and searched by the engine that municipalities use; no database is touched."
    )
    requires_system_checks: list[str] = []  # noqa: RUF012 (as Django declares it)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="CSV with a line of headings")
        parser.add_argument("--id", required=True, metavar="COL", help="rows may repeat it, one for each group")
        parser.add_argument("--text", required=True, metavar="COL[,COL]", help="the first is the title")
        parser.add_argument("--group", required=True, metavar="COL", help="texts with the same value belong together")
        parser.add_argument("--within", default="", metavar="COL", help="search among texts with the same value only")

    def handle(self, *args: Any, **options: Any) -> None:
        columns = [name.strip() for name in options["text"].split(",") if name.strip()]
        if not columns:
            raise CommandError("Name at least one column of text.", returncode=2)
        try:
            texts = read_labelled(
                options["file"], key=options["id"], texts=columns, group=options["group"], within=options["within"]
            )
            self.stderr.write(f"{len(texts)} texts are read and weighed.")
            outcome = evaluate(texts, progress=self._progress)
        except CannotRead as error:
            raise CommandError(str(error), returncode=2) from error
        except ValueError as error:
            raise CommandError(f"Nothing to ask for: {error}.", returncode=2) from error
        self.stdout.write(str(outcome))

    def _progress(self, done: int, total: int) -> None:
        if done % EVERY == 0:
            self.stderr.write(f"  {done} of {total}")

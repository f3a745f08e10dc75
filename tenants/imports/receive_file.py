"""Taking in a file of ideas: read, understood, kept in the municipality's private store; nothing of a refused one."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from typing import Any, BinaryIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from sluss import clock
from sluss.text.plain import plain_line
from tenants.files.store import folder
from tenants.imports import understanding
from tenants.imports.models import ImportRun
from tenants.imports.reading import limits
from tenants.imports.reading.files import read_table
from tenants.imports.reading.guessing import guess_mapping
from tenants.imports.reading.table import Table
from tenants.people.models import Member

LONGEST_NAME = 200


@dataclass(frozen=True)
class Received:
    run: ImportRun
    table: Table


def receive_file(*, stream: BinaryIO, file_name: str, actor: Member | None) -> Received:
    """Make a run of a file, with the likeliest mapping and why. Raises FileRefused, with nothing kept."""
    data = stream.read(limits.MAX_FILE_BYTES + 1)
    table = read_table(stream=BytesIO(data))
    guessed = guess_mapping(table)
    run = ImportRun(
        file_name=plain_line(PurePath(file_name).name)[:LONGEST_NAME] or "?",
        mapping=understanding.as_data(mapping=guessed.mapping),
        guess=understanding.describe(table=table, guessed=guessed, data=data),
        total=len(table.rows),
        started_by=actor,
        created_at=clock.now(),
    )
    _keep(run=run, content=ContentFile(data))
    return Received(run=run, table=table)


def read_stored(*, run: ImportRun) -> Table:
    """The run's file, read again. Raises FileNotFoundError where it is gone from the store."""
    if not run.stored_as:
        raise FileNotFoundError(run.file_name)
    with default_storage.open(run.stored_as) as file:
        return read_table(stream=file)  # type: ignore[arg-type]  # Django's File is a binary file here


def _keep(*, run: ImportRun, content: "ContentFile[Any]") -> None:
    run.stored_as = default_storage.save(f"{folder()}/imports/{run.key}", content)
    try:
        run.save(force_insert=True)
    except BaseException:
        default_storage.delete(run.stored_as)
        raise

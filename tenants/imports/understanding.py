"""What was understood of a file, as the data that a run keeps: enough to show and change it without reading again."""

import hashlib
from collections import Counter
from collections.abc import Mapping as AnyMapping
from dataclasses import asdict
from typing import Any, cast

from tenants.imports.reading import limits
from tenants.imports.reading.cleaning import clean_line, shorten
from tenants.imports.reading.guessing import Guess, GuessedMapping
from tenants.imports.reading.mapping import FIELDS, LISTS, Mapping
from tenants.imports.reading.notices import Notice
from tenants.imports.reading.table import Table

SAMPLES = 3
SAMPLE_CHARACTERS = 160
# Columns with more different values than this are no stages or outcomes, and nobody would place each of them.
MOST_VALUES = 40


def describe(*, table: Table, guessed: GuessedMapping, data: bytes) -> dict[str, Any]:
    """JSON about a file. `samples` and `values` hold content of it; an undone import forgets them."""
    return {
        "sha256": hashlib.sha256(data).hexdigest(),
        "rows": len(table.rows),
        "columns": list(table.columns),
        "notices": [notice.as_data() for notice in table.notices],
        "guesses": [_guess(guess) for guess in guessed.guesses],
        "samples": [_samples(table, column) for column in table.columns],
        "values": {column: found for column in table.columns if (found := _values(table, column))},
    }


def notices_of(guess: AnyMapping[str, Any]) -> list[Notice]:
    return [Notice.from_data(data) for data in guess.get("notices", ())]


def as_data(*, mapping: Mapping) -> dict[str, Any]:
    return asdict(mapping)


def mapping_of(data: AnyMapping[str, Any]) -> Mapping:
    """The mapping that a run keeps (beside it lies `values`)."""
    known = {name: data.get(name) for name in FIELDS}
    return Mapping(**cast("Any", known | {name: tuple(known[name] or ()) for name in LISTS}))


def label_of(cell: str) -> str:
    """A stage's or outcome's name as the checked rows have it."""
    return shorten(text=clean_line(value=cell), limit=limits.MAX_LABEL_CHARACTERS)


def _guess(guess: Guess) -> dict[str, Any]:
    return asdict(guess) | {"reason": guess.reason.as_data()}


def _samples(table: Table, column: str) -> list[str]:
    """The first values of a column that are no repetition."""
    found: dict[str, None] = {}
    for cell in table.values(column=column):
        if cell.strip():
            found.setdefault(shorten(text=clean_line(value=cell), limit=SAMPLE_CHARACTERS))
        if len(found) == SAMPLES:
            break
    return list(found)


def _values(table: Table, column: str) -> list[tuple[str, int]]:
    counted: Counter[str] = Counter()
    for cell in table.values(column=column):
        if cell.strip():
            counted[cell] += 1
        if len(counted) > MOST_VALUES:
            return []
    labels: Counter[str] = Counter()
    for cell, number in counted.items():
        labels[label_of(cell)] += number
    return labels.most_common()

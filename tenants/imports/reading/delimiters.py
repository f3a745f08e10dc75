"""Which character separates the cells: the one that gives most records the same number of cells."""

import math
import re
from collections import Counter
from itertools import islice

from tenants.imports.reading.delimited import Reader

# On a tie the earlier wins: a comma is also a decimal sign and punctuation, so it comes last.
CANDIDATES = ("\t", ";", "|", ",")
SAMPLE_CHARACTERS = 200_000
SAMPLE_RECORDS = 400
# Fewer records than this share having the usual number of cells is prose, not a table.
MIN_SHARE = 0.6
# A first record unlike the others may be a line above the table, but more often the delimiter is wrong.
HEADLESS_FACTOR = 0.5
# Where nearly every comma is followed by a space, they are commas in sentences.
MAX_SENTENCE_SHARE = 0.8
# A character that no text holds, for a file with one column.
NO_DELIMITER = "\x1f"


def detect(*, text: str) -> tuple[str, int]:
    """The delimiter and the usual number of cells; NO_DELIMITER and 1 where the file has one column."""
    sample = text[:SAMPLE_CHARACTERS]
    scored = [(*_score(sample=sample, delimiter=delimiter), delimiter) for delimiter in CANDIDATES]
    score, width, delimiter = max(scored, key=lambda entry: entry[0])
    return (delimiter, width) if score > 0 else (NO_DELIMITER, 1)


def named_in_first_line(*, text: str) -> str | None:
    """Spreadsheet programs may write `sep=;` as the first line."""
    match = re.match(r"sep=([,;\t|])\n", text, re.IGNORECASE)
    return match[1] if match else None


def usual_width(*, text: str, delimiter: str) -> int:
    widths = _widths(sample=text[:SAMPLE_CHARACTERS], delimiter=delimiter)
    return Counter(widths).most_common(1)[0][0] if widths else 1


def _score(*, sample: str, delimiter: str) -> tuple[float, int]:
    widths = _widths(sample=sample, delimiter=delimiter)
    # Of equally common widths the wider is the table and the narrower its cut-off rows.
    width = max(Counter(widths).items(), key=lambda entry: (entry[1], entry[0]))[0] if widths else 1
    if width < 2:
        return 0.0, width
    headless = widths[0] != width
    body = widths[widths.index(width) :]
    share = body.count(width) / len(body)
    if share < MIN_SHARE or len(body) < len(widths) / 2 or (headless and _is_prose(sample=sample, delimiter=delimiter)):
        return 0.0, width
    return share**2 * math.log2(width) * (HEADLESS_FACTOR if headless else 1), width


def _widths(*, sample: str, delimiter: str) -> list[int]:
    records = list(islice(Reader(text=sample, delimiter=delimiter).records(), SAMPLE_RECORDS))
    if len(sample) >= SAMPLE_CHARACTERS and len(records) > 1:
        records.pop()
    return [len(record.cells) for record in records if not record.is_blank]


def _is_prose(*, sample: str, delimiter: str) -> bool:
    if delimiter != ",":
        return False
    commas = sample.count(",")
    return commas > 0 and sample.count(", ") / commas > MAX_SENTENCE_SHARE

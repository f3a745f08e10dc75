"""Files of texts that people have grouped, for trying the search on: any delimited file with a line of headings."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ENCODINGS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
DELIMITERS = ",;\t|"
LARGEST_CELL = 10_000_000


class CannotRead(Exception):
    """What is wrong with the file, for the one who named it."""


@dataclass
class Labelled:
    """One text and the groups it belongs to."""

    title: str
    text: str
    within: str
    groups: set[str] = field(default_factory=set)


def read_labelled(path: Path, *, key: str, texts: Sequence[str], group: str, within: str = "") -> dict[str, Labelled]:
    """The texts by their `key`; rows may repeat it, one for each group. The first of `texts` is the title.

    Raises CannotRead for a file or column that is not there or cannot be read.
    """
    found: dict[str, Labelled] = {}
    for row in _rows(path, [key, *texts, group, *([within] if within else [])]):
        if not (name := row[key].strip()):
            continue
        title, *others = (row[column] for column in texts)
        place = row[within].strip() if within else ""
        known = found.setdefault(name, Labelled(title, "\n".join(others), place))
        if label := row[group].strip():
            known.groups.add(label)
    if not found:
        raise CannotRead(f"{path} holds no rows with anything in the column {key!r}.")
    return found


def _rows(path: Path, wanted: list[str]) -> Iterator[dict[str, str]]:
    csv.field_size_limit(LARGEST_CELL)
    text = _decoded(path)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=_delimiter(text), restval="")
    try:
        columns = [name.strip() for name in reader.fieldnames or ()]
        if missing := [name for name in wanted if name not in columns]:
            raise CannotRead(
                f"{path} has no column {', '.join(map(repr, missing))}. Its columns: {', '.join(columns)}."
            )
        reader.fieldnames = columns
        yield from reader
    except csv.Error as error:
        raise CannotRead(f"{path} cannot be read beyond line {reader.line_num}: {error}.") from error


def _decoded(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CannotRead(f"{path}: {error.strerror}.") from error
    named = next((encoding for mark, encoding in ENCODINGS.items() if data.startswith(mark)), None)
    for encoding in (named,) if named else ("utf-8", "cp1252", "latin-1"):
        try:
            text = data.decode(encoding).lstrip("\r\n")
        except UnicodeDecodeError:
            continue
        if text.strip():
            return text
        raise CannotRead(f"{path} is empty.")
    raise CannotRead(f"{path} is not text in an encoding that is known here.")


def _delimiter(text: str) -> str:
    """The one that parts the line of headings most often outside quotation marks."""
    headings = text.splitlines()[0]
    bare = "".join(headings.split('"')[::2])
    return max(DELIMITERS, key=lambda sign: bare.count(sign) or headings.count(sign) / 1000)

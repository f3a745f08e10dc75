"""Which column of a file holds what: the mapping, and its JSON form that a person can write."""

import difflib
import json
from collections.abc import Sequence
from dataclasses import dataclass, fields

from tenants.imports.reading.folding import fold
from tenants.imports.reading.notices import Code, MappingRefused, Notice

# How alike a name must be to be suggested for a mistyped one.
NEARNESS = 0.5


@dataclass(frozen=True, slots=True)
class Mapping:
    """Columns by field; None where the file has no such column.

    `title` lists columns of which the first filled one counts (a file may have one per language); those of `text` are
    joined by blank lines.
    """

    title: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    received: str | None = None
    author: str | None = None
    source: str | None = None
    stage: str | None = None
    outcome: str | None = None
    external_id: str | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        single = (self.received, self.author, self.source, self.stage, self.outcome, self.external_id)
        return self.title + self.text + tuple(column for column in single if column is not None)


FIELDS = tuple(field.name for field in fields(Mapping))
LISTS = ("title", "text")


def parse_mapping(json_text: str, *, columns: Sequence[str] | None = None) -> Mapping:
    """Read MAP.json, and check its columns against the file's if given. Raises MappingRefused with all faults."""
    given = _json_object(json_text=json_text)
    faults = [fault for key, value in given.items() if (fault := _fault(key=key, value=value))]
    if faults:
        raise MappingRefused(faults)
    mapping = Mapping(
        title=_columns(value=given.get("title")),
        text=_columns(value=given.get("text")),
        **{key: _column(value=value) for key, value in given.items() if key not in LISTS},
    )
    return check_mapping(mapping=mapping, columns=mapping.columns if columns is None else columns)


def check_mapping(*, mapping: Mapping, columns: Sequence[str]) -> Mapping:
    """The same mapping where it fits the columns; raises MappingRefused where it does not."""
    faults = [_missing(column=column, columns=columns) for column in mapping.columns if column not in columns]
    if not faults and not (mapping.title or mapping.text):
        faults.append(Notice(Code.MAPPING_NEEDS_TITLE))
    if faults:
        raise MappingRefused(faults)
    return mapping


def as_json(*, mapping: Mapping) -> str:
    """The JSON form, as `parse_mapping` reads it."""
    title = mapping.title[0] if len(mapping.title) == 1 else list(mapping.title)
    form = {field: getattr(mapping, field) for field in FIELDS} | {"title": title, "text": list(mapping.text)}
    return json.dumps({key: value for key, value in form.items() if value}, ensure_ascii=False, indent=2)


def _json_object(*, json_text: str) -> dict[str, object]:
    try:
        given = json.loads(json_text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        raise MappingRefused([Notice(Code.MAPPING_NOT_JSON, {"line": error.lineno})]) from error
    except RecursionError as error:
        raise MappingRefused([Notice(Code.MAPPING_NOT_OBJECT)]) from error
    if not isinstance(given, dict):
        raise MappingRefused([Notice(Code.MAPPING_NOT_OBJECT)])
    return given


def _fault(*, key: str, value: object) -> Notice | None:
    if key not in FIELDS:
        near = difflib.get_close_matches(key, FIELDS, n=1, cutoff=NEARNESS)
        if near:
            return Notice(Code.MAPPING_UNKNOWN_KEY_NEAR, {"key": key, "near": near[0]})
        return Notice(Code.MAPPING_UNKNOWN_KEY, {"key": key, "known": ", ".join(FIELDS)})
    if value is None or isinstance(value, str):
        return None
    if key in LISTS and isinstance(value, list) and all(isinstance(item, str) for item in value):
        return None
    return Notice(Code.MAPPING_WRONG_TYPE, {"key": key})


def _columns(*, value: object) -> tuple[str, ...]:
    listed = value if isinstance(value, list) else [value]
    return tuple(dict.fromkeys(str(item) for item in listed if item))


def _column(*, value: object) -> str | None:
    """Null and the empty string both mean that there is no such column."""
    return str(value) if value else None


def _missing(*, column: str, columns: Sequence[str]) -> Notice:
    by_folded = {fold(known): known for known in columns}
    near = difflib.get_close_matches(fold(column), by_folded, n=1, cutoff=NEARNESS)
    if near:
        return Notice(Code.MAPPING_NO_COLUMN_NEAR, {"column": column, "near": by_folded[near[0]]})
    return Notice(Code.MAPPING_NO_COLUMN, {"column": column, "known": ", ".join(columns)})

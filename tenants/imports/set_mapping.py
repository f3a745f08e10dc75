"""Saying which column holds what, and what the file's stages and outcomes mean here."""

import json
from collections.abc import Mapping as AnyMapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from sluss.workflow.transitions import NotPossible
from tenants.imports import understanding
from tenants.imports.models import ImportRun
from tenants.imports.places import Places
from tenants.imports.reading.mapping import Mapping, check_mapping, parse_mapping
from tenants.imports.reading.notices import Code, MappingRefused, Notice

State = ImportRun.State
CHANGEABLE = (State.UPLOADED, State.CHECKED, State.FAILED)
PLACING = ("stage", "outcome")
type Values = dict[str, dict[str, str]]


@transaction.atomic
def set_mapping(*, run: ImportRun, mapping: Mapping, values: Values | None = None) -> ImportRun:
    """Keep a mapping and the places of values; what was checked before counts no more.

    Raises MappingRefused where a column is not in the file, NotPossible once ideas have been registered.
    """
    check_mapping(mapping=mapping, columns=run.guess["columns"])
    locked = ImportRun.objects.select_for_update(no_key=True).get(pk=run.pk)
    if locked.state not in CHANGEABLE or locked.rows.filter(idea__isnull=False).exists():
        raise NotPossible(_("The import has begun, so its columns stay as they are."))
    locked.rows.all().delete()
    locked.mapping = understanding.as_data(mapping=mapping) | {"values": values or {}}
    locked.state, locked.problem = State.UPLOADED, ""
    locked.accepted = locked.rejected = locked.duplicates = locked.progress = 0
    locked.save(update_fields=["mapping", "state", "problem", "accepted", "rejected", "duplicates", "progress"])
    return locked


def parse_map_file(json_text: str, *, columns: list[str], places: Places) -> tuple[Mapping, Values]:
    """Read MAP.json: columns by field, and under `values` the places of stages and outcomes where they are wanted.

    `{"title": "Rubrik", "outcome": "Beslut", "values": {"outcome": {"Avslag": "answered", "Pilot": "stage:3"}}}`.
    Raises MappingRefused with all faults.
    """
    given, values = _without_values(json_text)
    mapping = parse_mapping(given, columns=columns)
    if faults := _faults(values, places=places):
        raise MappingRefused(faults)
    return mapping, {
        field: {understanding.label_of(value): place for value, place in placed.items()}
        for field, placed in values.items()
    }


def guessed_values(*, run: ImportRun, mapping: Mapping, places: Places) -> Values:
    """The likeliest place of each value in the columns of stages and outcomes; shown before it counts."""
    return {
        field: {value: places.guess(value=value) for value, _count in run.guess["values"].get(column, ())}
        for field in PLACING
        if (column := getattr(mapping, field))
    }


def _without_values(json_text: str) -> tuple[str, Any]:
    try:
        given = json.loads(json_text.removeprefix("\ufeff"))
    except (json.JSONDecodeError, RecursionError):
        return json_text, {}
    if not isinstance(given, dict):
        return json_text, {}
    values = given.pop("values", None) or {}
    return json.dumps(given), values


def _faults(values: Any, *, places: Places) -> list[Notice]:
    if not isinstance(values, dict) or not all(
        field in PLACING and isinstance(placed, AnyMapping) for field, placed in values.items()
    ):
        return [Notice(Code.VALUES_WRONG_TYPE)]
    known = ", ".join(code for code, _name in places.choices())
    return [
        Notice(Code.VALUES_UNKNOWN_PLACE, {"place": str(place), "known": known})
        for placed in values.values()
        for place in placed.values()
        if not places.knows(str(place))
    ]

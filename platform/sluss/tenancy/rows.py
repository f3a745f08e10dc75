"""Model instances from statements written by hand.

On the way of every page, putting a queryset into SQL costs more than the database takes to answer it. Such statements
stand beside their models, and are asked for whole rows: by columns, or as JSON where many tables answer at once.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Field, Model

type Asked = tuple[str, tuple[Any, ...]]
"""A statement and what stands for each `%s` in it."""


@cache
def _fields(model: type[Model]) -> "tuple[Field[Any, Any], ...]":
    return tuple(model._meta.concrete_fields)


def columns_of(model: type[Model], table: str) -> str:
    """The model's columns for a SELECT, from the table that is called so there."""
    return ", ".join(f'{table}."{field.column}"' for field in _fields(model))


def from_row[M: Model](model: type[M], values: Sequence[Any]) -> M | None:
    """The instance whose columns (`columns_of`) were read; None where an outer join found no row."""
    if values[0] is None:
        return None
    return model.from_db(DEFAULT_DB_ALIAS, [field.attname for field in _fields(model)], values)


def from_joined(models: "Sequence[type[Model]]", values: Sequence[Any]) -> list[Any]:
    """An instance of each model, where the row holds the columns of several tables in this order."""
    found, start = [], 0
    for model in models:
        end = start + len(_fields(model))
        found.append(from_row(model, values[start:end]))
        start = end
    return found


def from_json[M: Model](model: type[M], found: dict[str, Any] | None) -> M | None:
    """The instance whose row was read as JSON (`to_json(table)`); None where there was none."""
    if found is None:
        return None
    values = [field.to_python(found[str(field.column)]) for field in _fields(model)]
    return model.from_db(DEFAULT_DB_ALIAS, [field.attname for field in _fields(model)], values)


def know_related(instance: Model, name: str, found: list[Any]) -> None:
    """Give the instance what stands on the other side of a relation, read along with it: as if prefetched."""
    rows = getattr(instance, name).all()
    # Django has no public way to hand in what it would otherwise fetch itself.
    rows._result_cache, rows._prefetch_done = found, True  # noqa: SLF001
    known = getattr(instance, "_prefetched_objects_cache", {})
    instance._prefetched_objects_cache = known | {name: rows}  # type: ignore[attr-defined]  # noqa: SLF001


def read_named(asked: Asked, names: Sequence[str]) -> list[dict[str, Any]]:
    """The rows that a statement gives, its columns under these names: `values()` of a queryset put into SQL before."""
    with connection.cursor() as cursor:
        cursor.execute(*asked)
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

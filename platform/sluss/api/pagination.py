"""Pages by cursor: newest first by key, so that nothing is shown twice or left out while rows come in."""

import base64
import binascii
from functools import cache
from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.exceptions import ParseError, ValidationError
from rest_framework.request import Request

from sluss.api.fields import Strict
from sluss.api.texts import BAD_CURSOR

USUAL, MOST = 50, 100


class PageParameters(Strict):
    """What every list takes."""

    limit = serializers.IntegerField(
        min_value=1, max_value=MOST, required=False, help_text=f"Rows a page, {USUAL} if left out."
    )
    cursor = serializers.CharField(
        max_length=60, required=False, help_text="From the address in “next” of the page before."
    )


class BadParameters(ParseError):
    """A parameter of the address that cannot be used."""


def parameters_of(request: Request, shape: type[PageParameters]) -> dict[str, Any]:
    """What was chosen in the address. Raises BadParameters."""
    sent = request.query_params.dict()
    try:
        return dict(_kept(shape).run_validation(sent))  # type: ignore[arg-type]  # a class can be kept by
    except ValidationError:
        # What is kept may speak the language of whoever was refused first.
        refused = shape(data=sent)
        refused.is_valid()
        name, words = next(iter(refused.errors.items()))
        raise BadParameters(f"{name}: {_words(words)}") from None


@cache
def _kept(shape: type[PageParameters]) -> PageParameters:
    """Made once: making the fields takes longer than reading the parameters by them."""
    return shape()


def newest[T: QuerySet[Any]](rows: T, chosen: dict[str, Any]) -> T:
    """The rows of a page, and one more where another page follows."""
    if cursor := chosen.get("cursor"):
        rows = rows.filter(pk__lt=_read(cursor))
    return rows.order_by("-pk")[: chosen.get("limit", USUAL) + 1]


def page_of(request: Request, rows: QuerySet[Any] | list[Any], chosen: dict[str, Any]) -> tuple[list[Any], str | None]:
    """One page, by one statement, and the address of the next. `rows` give dicts or objects with `pk`; a list has been
    read as `newest` says."""
    limit = chosen.get("limit", USUAL)
    found = rows if isinstance(rows, list) else list(newest(rows, chosen))
    more = len(found) > limit
    found = found[:limit]
    return found, _next(request, found[-1]) if more else None


def _next(request: Request, last: Any) -> str:
    pk = last["pk"] if isinstance(last, dict) else last.pk
    query = request.query_params.copy()
    query["cursor"] = base64.urlsafe_b64encode(f"v1.{pk}".encode()).decode().rstrip("=")
    return str(request.build_absolute_uri(f"{request.path}?{query.urlencode()}"))


def _read(cursor: str) -> int:
    try:
        version, _dot, text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii").partition(".")
    except (binascii.Error, ValueError) as error:
        raise BadParameters(BAD_CURSOR) from error
    if version != "v1" or not text.isdigit() or len(text) > 18:
        raise BadParameters(BAD_CURSOR)
    return int(text)


def _words(errors: Any) -> str:
    return " ".join(str(error) for error in errors) if isinstance(errors, list) else str(errors)

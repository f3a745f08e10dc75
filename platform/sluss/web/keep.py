"""Parts of pages that are kept as text under everything they were made of: the same part is not rendered twice.

Templates cost most of a page's time, and most of what they write was written a moment ago: the header, a filter, a
row. A kept part sees the values it is given and nothing else, neither the request nor the person, and stands under
its municipality, its language, its template and those values themselves. So nothing has to be forgotten when something
changes, and a part is only ever shown where it would have been rendered letter for letter. `make bench` asked for it.
"""

from collections.abc import Hashable, Iterable, Mapping
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from sluss.tenancy.scope import current_municipality_key

# About 2 MB a process. Full, the shelf is emptied: simpler than remembering what was used last, and as fast.
MOST = 1000
_shelf: dict[Hashable, SafeString] = {}


def kept(template: str, given: Mapping[str, Any]) -> SafeString:
    """The template rendered with `given` alone.

    Values are texts, numbers, days, enums, and tuples, lists and frozen dataclasses of these. Anything else says itself
    what it is made of (`made_of()`), or raises TypeError where it cannot be part of a key. A frozen dataclass of plain
    texts, numbers, days and enums alone, where no field may hold values of two types that are equal, is a key as it is
    and says so (`is_own_key`): the rows of long lists.
    """
    return _kept(_place(template), template, given)


def kept_each(template: str, name: str, values: Iterable[Any]) -> SafeString:
    """The template once for each value, which it sees under `name`."""
    place = _place(template)
    return mark_safe("".join([_kept(place, template, {name: value}) for value in values]))  # noqa: S308 (rendered parts)


def forget() -> None:
    """Empty the shelf."""
    _shelf.clear()


def _place(template: str) -> tuple[Hashable, ...]:
    return current_municipality_key(), get_language(), template


def _kept(place: tuple[Hashable, ...], template: str, given: Mapping[str, Any]) -> SafeString:
    key = (*place, *[(name, _signature(value)) for name, value in given.items()])
    found = _shelf.get(key)
    return _render(key, template, given) if found is None else found


def _render(key: Hashable, template: str, given: Mapping[str, Any]) -> SafeString:
    if len(_shelf) >= MOST:
        _shelf.clear()
    text = render_to_string(template, dict(given))
    if not settings.DEBUG:  # where templates are being written, a part shows what it is now
        _shelf[key] = text
    return text


def _signature(value: Any) -> Hashable:
    """What the value is to a template. Types belong to it: True equals 1 and safe text equals text, on a page they
    do not."""
    if isinstance(value, Promise):
        return str(value)
    if isinstance(value, list | tuple):
        return tuple(map(_signature, value))
    if hasattr(value, "is_own_key"):
        return value.__class__, value
    if hasattr(value, "made_of"):
        return value.__class__, _signature(value.made_of())
    fields = getattr(value, "__dataclass_fields__", None)
    if fields is None:
        hash(value)
        return value.__class__, value
    return value.__class__, *[_signature(getattr(value, name)) for name in fields]

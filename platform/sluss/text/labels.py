"""What the values of an enumeration are called in the reader's language."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from django.db.models import Choices
from django.utils.translation import get_language


def labels_of(choices: type[Choices]) -> Mapping[Any, str]:
    """By value. Put into words once for each language: a list needs them for every page it shows."""
    return _labels(choices, get_language())


@cache
def _labels(choices: type[Choices], language: str | None) -> Mapping[Any, str]:
    """`language` is the one that is active; it is here for the cache."""
    return MappingProxyType({value: str(label) for value, label in choices.choices})

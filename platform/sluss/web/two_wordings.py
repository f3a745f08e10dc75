"""An edit of what somebody else has changed meanwhile: both wordings, field by field, to be read beside each other."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

NOTHING = "–"


@dataclass(frozen=True)
class Difference:
    """A field that two people have given different values: what stands now, and what was typed."""

    label: str | Promise
    before: str
    after: str


def differences(form: forms.BaseForm, *, theirs: Mapping[str, Any]) -> list[Difference]:
    """Where a form differs from what stands now, which is given as the form's initial values are."""
    found = []
    for bound in form.visible_fields():
        if bound.name in theirs:
            before, after = (_said(bound.field, value) for value in (theirs[bound.name], bound.value()))
            if before != after:
                found.append(Difference(str(bound.label), before, after))
    return found


def state_of(values: Mapping[str, Any]) -> str:
    """A digest of what stands, which a form keeps from when it was opened until it is saved."""
    return hashlib.sha256(json.dumps(values, sort_keys=True, default=str).encode()).hexdigest()[:16]


def seen_again(request: HttpRequest, **seen: object) -> QueryDict:
    """What was sent, with what the sender has seen by now: saving again is a choice made with both in sight."""
    data = request.POST.copy()
    for name, value in seen.items():
        data[name] = str(value)
    return data


def _said(field: forms.Field, value: Any) -> str:
    """A value as it is read, whether it comes from a row or from what was sent."""
    if isinstance(field, forms.BooleanField):
        return _("yes") if field.to_python(value) else _("no")
    if choices := getattr(field, "choices", None):
        labels = dict(_flat(choices))
        chosen = value if isinstance(value, list | tuple) else [value]
        keys = [str(_key(one)) for one in chosen if one not in (None, "")]
        return ", ".join(labels.get(key, key) for key in keys) or NOTHING
    if value in (None, ""):
        return NOTHING
    if isinstance(field, forms.DecimalField):
        return _number(field.to_python(value))
    return "\n".join(str(value).splitlines())


def _number(value: Decimal | None) -> str:
    """3, 3.0 and 3,00 are one number, which is written as the reader's language writes it."""
    return number_format(Decimal(format((value or Decimal()).normalize(), "f")))


def _key(value: Any) -> Any:
    return getattr(value, "pk", value)


def _flat(choices: Iterable[Any]) -> Iterable[tuple[str, str]]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from _flat(label)
        else:
            yield str(value), str(label).strip()

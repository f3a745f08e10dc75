"""Numbers as people in Sweden write them."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.formats import number_format

from tenants.benefits.models import MOST

SPACES = (" ", "\u00a0", "\u202f", "\u2009")


class Amount(forms.DecimalField):
    """A number from 0, with a comma or a point before at most two decimals and spaces between the thousands."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "size": 12})
        size: dict[str, Any] = {"min_value": Decimal(0), "max_value": MOST, "max_digits": 14, "decimal_places": 2}
        super().__init__(**size | {"widget": widget} | kwargs)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            for space in SPACES:
                value = value.replace(space, "")
            value = value.replace(",", ".", 1)
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        """A stored number without zeros that say nothing; what was typed stays as it was typed."""
        if isinstance(value, Decimal):
            return number_format(f"{value:.2f}".rstrip("0").rstrip("."), force_grouping=False)
        return value

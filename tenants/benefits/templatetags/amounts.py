"""Amounts as a person writes them."""

from decimal import Decimal

from django import template
from django.utils.formats import number_format

register = template.Library()


@register.filter
def amount(value: Decimal) -> str:
    """Thousands apart, at most two decimals and no zeros that say nothing: 1 200, 5,2 or 0,05."""
    return number_format(f"{value:.2f}".rstrip("0").rstrip("."), force_grouping=True)

"""Dates and registry numbers, written the same everywhere."""

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def iso_date(value: date | None) -> SafeString | str:
    """2026-11-12: for tables and lists, where dates are compared."""
    return _time(value, written="Y-m-d")


@register.filter
def long_date(value: date | None) -> SafeString | str:
    """12 november 2026: for prose."""
    return _time(value, written="j F Y")


@register.filter
def long_moment(value: datetime | None) -> SafeString | str:
    """12 november 2026, 14:05: for timelines."""
    return _time(value, written="j F Y, H:i")


@register.simple_tag
def registry_number(value: str) -> SafeString:
    return format_html('<span class="registry-number">{}</span>', value)


def _time(value: date | None, *, written: str) -> SafeString | str:
    if value is None:
        return ""
    local = timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), date_format(local, written))

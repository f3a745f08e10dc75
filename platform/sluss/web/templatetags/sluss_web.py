"""Dates and registry numbers, written the same everywhere; parts of pages that are kept."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from typing import Any
from urllib.parse import quote

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language, get_language_info

from sluss.text.sizes import file_size
from sluss.web.keep import kept, kept_each
from sluss.web.pager import Pager, asked_besides_page
from sluss.web.percent import percent

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


@register.filter
def size_of_file(value: int) -> str:
    return file_size(value)


@register.filter
def as_percent(value: int) -> str:
    return percent(value)


@register.simple_tag
def registry_number(value: str) -> SafeString:
    return format_html('<span class="registry-number">{}</span>', value)


@register.simple_tag(takes_context=True)
def pagination(context: template.Context, page: Page[Any]) -> SafeString | str:
    """The links to a list's other pages, where there are any."""
    if page.paginator.num_pages < 2:
        return ""
    return kept("web/parts/pager.html", {"pager": Pager.of(page, context["request"].GET)})


@register.simple_tag(takes_context=True)
def downloads(context: template.Context, table: str) -> SafeString:
    """Links to the whole table as files; `table` is its address."""
    asked = asked_besides_page(context["request"].GET)
    return kept("web/parts/download_links.html", {"table": table, "asked": asked})


@register.simple_tag(takes_context=True)
def other_languages(context: template.Context) -> SafeString:
    """The same page in the languages that the reader has not chosen."""
    here = quote(context["request"].get_full_path(), safe="")
    return format_html_join(
        "",
        '<li><a href="{}?next={}" hreflang="{}" lang="{}">{}</a></li>',
        ((url, here, code, code, name) for url, code, name in _languages_but(get_language())),
    )


@cache
def _languages_but(chosen: str | None) -> list[tuple[str, str, str]]:
    """Address, code and own name of each."""
    return [
        (reverse("web:language", kwargs={"code": code}), code, capfirst(get_language_info(code)["name_local"]))
        for code, _ in settings.LANGUAGES
        if code != chosen
    ]


@register.simple_tag
def keep(template_name: str, **given: Any) -> SafeString:
    """{% keep "app/parts/x.html" site=site %}: the part, kept; it sees what it is given here and nothing else."""
    return kept(template_name, given)


@register.simple_tag
def keep_each(template_name: str, name: str, values: Iterable[Any]) -> SafeString:
    """{% keep_each "app/parts/row.html" "row" rows %}: the part for each of them, kept."""
    return kept_each(template_name, name, values)


def _time(value: date | None, *, written: str) -> SafeString | str:
    if value is None:
        return ""
    local = timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), date_format(local, written))

"""Searching in everything that the municipalities show openly. For anyone: all of it can be read without signing in."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shared.openly.forms import SearchForm
from shared.openly.listing import Listing, Row
from sluss.tenancy.hosts import addresses
from sluss.web.table_response import table_response


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    form, listing = _asked(request)
    if listing is None:
        return render(request, "openly/search.html", {"form": form}, status=422)
    page, rows = listing.page(request.GET.get("page"))
    context = {"form": form, "page": page, "rows": rows, "question": listing.question, "narrowed": any(_given(form))}
    return render(request, "openly/search.html", context)


@require_safe
def download(request: HttpRequest) -> HttpResponse:
    form, listing = _asked(request)
    if listing is None:
        return render(request, "openly/search.html", {"form": form}, status=422)
    header = [
        *(_("Federation"), _("Municipality"), _("Kind"), _("Title"), _("Text")),
        *(_("Shown since"), _("Address")),
    ]
    return table_response(request, name="oppet", header=header, rows=map(_cells, listing.rows()))


def _cells(row: Row) -> list[Any]:
    text, whose = row.text, row.municipality
    return [
        *(whose.federation.name, whose.name, text.get_kind_display(), text.title, text.text),
        *(text.shown_since, row.url),
    ]


def _asked(request: HttpRequest) -> tuple[SearchForm, Listing | None]:
    """The form as it was filled in and what it asks for; None where it cannot be understood."""
    known = {municipality.pk: (municipality, site) for municipality, site in addresses()}
    form = SearchForm(request.GET, municipalities=[municipality for municipality, _ in known.values()])
    if not form.is_valid():
        return form, None
    return form, Listing(form.wanted(), form.cleaned_data["q"], known)


def _given(form: SearchForm) -> list[str]:
    return [form.cleaned_data[name] for name in ("federation", "municipality", "kind")]

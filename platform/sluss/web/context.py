"""What every page knows about the site it belongs to."""

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sluss.web.navigation import NavItem, Place, groups_of, items_for
from sluss.web.palettes import DEFAULT, PALETTES


@dataclass(frozen=True, kw_only=True)
class Site:
    """`kind` is "municipality" or "region"; `title` is the service, `name` whose it is.

    `logo` is the address of the municipality's own, empty where there is none; error pages cannot look addresses up.
    `is_demo` says that everything shown is invented.
    """

    kind: str
    title: str | Promise
    name: str
    palette: str
    logo: str = ""
    is_demo: bool = field(default_factory=lambda: bool(settings.DEMO))


def site(request: HttpRequest) -> dict[str, Any]:
    """Context processor. Templates call what can be called, so that a fragment without a layout pays nothing for
    navigation."""
    places = cache(lambda: items_for(request))
    return {
        "site": site_of(request),
        "navigation": lambda: places()[Place.MAIN],
        "tool_groups": lambda: groups_of(places()),
        "primary_action": lambda: _first(places()[Place.PRIMARY]),
        "account_links": lambda: places()[Place.ACCOUNT],
        "partner_links": lambda: places()[Place.PARTNER],
        "footer_links": lambda: places()[Place.FOOTER],
    }


def site_of(request: HttpRequest) -> Site:
    municipality = getattr(request, "municipality", None)
    if municipality is None:
        return Site(kind="region", title="Slusstrappan", name="", palette=DEFAULT)
    palette = municipality.palette if municipality.palette in PALETTES else DEFAULT
    return Site(
        kind="municipality",
        title=municipality.sluice_name or _("The idea sluice"),
        name=municipality.full_name,
        palette=palette,
        logo=f"/logotyp/{municipality.logo_digest}" if municipality.logo_digest else "",
    )


def _first(items: list[NavItem]) -> NavItem | None:
    return items[0] if items else None

"""Which municipality a host belongs to. The look-up is kept in each process: it stands before every page."""

from django.conf import settings
from django.core.cache import caches

from sluss.registry.models import Domain, Municipality
from sluss.tenancy import generation
from sluss.tenancy.scope import in_region

REGION = "region"
KEPT_SECONDS = 30
# RFC 1035, 2.3.4: what is longer is no host and not looked up.
LONGEST_HOST = 253


class UnknownHost(Exception):
    """No municipality and not the region answers on this host."""


def municipality_of(host: str) -> Municipality | None:
    """The municipality that answers on `host` (no port), None for the regional site.

    Raises UnknownHost for any other host. A change is seen at once on the machine where it was made and within
    half a minute on others.
    """
    found = _kept(host.lower().rstrip("."))
    if found is None:
        raise UnknownHost(host)
    return None if found == REGION else found  # type: ignore[return-value]


def _kept(host: str) -> "Municipality | str | None":
    if host == settings.DOMAIN:
        return REGION
    if len(host) > LONGEST_HOST:
        return None
    key = f"host:{generation.current('hosts')}:{host}"
    with in_region():
        kept: Municipality | str | None = caches["local"].get(key)
        if kept is None:
            # Unknown hosts are not kept: anyone may send any number of them.
            kept = _looked_up(host)
            if kept is not None:
                caches["local"].set(key, kept, KEPT_SECONDS)
    return kept


def _looked_up(host: str) -> Municipality | None:
    domain = (
        Domain.objects.select_related("tenant__federation")
        .filter(domain=host, tenant__state=Municipality.State.READY)
        .first()
    )
    return domain.tenant if domain else None


def address_of(municipality: Municipality | None, path: str = "/") -> str:
    """The full address of a page of a municipality, or of the region where there is none."""
    return _address(settings.DOMAIN if municipality is None else _host_of(municipality), path)


def municipality_by_key(key: str) -> Municipality:
    """The municipality with this key, kept like those that are found by their host."""
    kept_under = f"municipality:{generation.current('hosts')}:{key}"
    with in_region():
        kept: Municipality | None = caches["local"].get(kept_under)
        if kept is None:
            kept = Municipality.objects.select_related("federation").get(key=key)
            caches["local"].set(kept_under, kept, KEPT_SECONDS)
    return kept


def _host_of(municipality: Municipality) -> str:
    key = f"host_of:{generation.current('hosts')}:{municipality.pk}"
    with in_region():
        kept: str | None = caches["local"].get(key)
        if kept is None:
            domain = Domain.objects.filter(tenant=municipality, is_primary=True).first()
            kept = domain.domain if domain else f"{municipality.slug}.{settings.DOMAIN}"
            caches["local"].set(key, kept, KEPT_SECONDS)
    return kept


def addresses() -> list[tuple[Municipality, str]]:
    """Every municipality in use with the address of its start page, in one query and no particular order."""
    with in_region():
        domains = Domain.objects.filter(is_primary=True, tenant__state=Municipality.State.READY)
        return [
            (domain.tenant, _address(domain.domain, "/")) for domain in domains.select_related("tenant__federation")
        ]


def _address(host: str, path: str) -> str:
    port = "" if settings.PORT in (80, 443) or settings.SCHEME == "https" else f":{settings.PORT}"
    return f"{settings.SCHEME}://{host}{port}{path}"

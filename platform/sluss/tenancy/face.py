"""How a municipality shows itself on every page: colours, the sluice's name and the logo.

It lies in the registry, beside the host (ADR 11): the look-up from host to municipality is kept in each process, so a
page, and an error page without a database, knows it for nothing.
"""

from typing import Protocol

from django.db import transaction

from sluss.registry.models import Logo, Municipality
from sluss.tenancy import generation
from sluss.tenancy.scope import in_region


class NewLogo(Protocol):
    """A logo that has been made harmless (sluss.web.logo.clean)."""

    @property
    def content(self) -> bytes: ...
    @property
    def content_type(self) -> str: ...
    @property
    def digest(self) -> str: ...


def set_palette(*, municipality: Municipality, palette: str) -> None:
    _update(municipality, palette=palette)


def set_sluice_name(*, municipality: Municipality, name: str) -> None:
    """What the sluice is called; empty for the product's own word in the reader's language."""
    _update(municipality, sluice_name=name)


def set_logo(*, municipality: Municipality, logo: NewLogo | None) -> None:
    """Keep a logo in place of the one before, or take it away."""
    with in_region(), transaction.atomic():
        Logo.objects.filter(municipality=municipality).delete()
        if logo is not None:
            Logo.objects.create(
                municipality=municipality, digest=logo.digest, content_type=logo.content_type, content=logo.content
            )
        _update(municipality, logo_digest=logo.digest if logo else "")


def logo_with(*, municipality: Municipality, digest: str) -> Logo | None:
    """The municipality's own logo, where it is the one with this digest."""
    with in_region():
        return Logo.objects.filter(municipality=municipality, digest=digest).first()


def _update(municipality: Municipality, **values: str) -> None:
    """Written in the region, by itself. Every process of this machine sees it at once, others within half a minute."""
    with in_region():
        Municipality.objects.filter(pk=municipality.pk).update(**values)
    for name, value in values.items():
        setattr(municipality, name, value)
    generation.advance("hosts")

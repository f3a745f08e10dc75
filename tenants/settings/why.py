"""The municipality's own words on why it has a sluice, kept for half a minute: they stand on the start page."""

from dataclasses import dataclass

from django.core.cache import caches
from django.utils.translation import get_language

from sluss.tenancy import generation
from tenants.settings.models import SluiceSettings

KEPT_SECONDS = 30
GENERATION = "words"


@dataclass(frozen=True)
class Why:
    """`language` is that of the text: English readers get the Swedish one where there is no other."""

    text: str
    language: str


def why() -> Why:
    """In the reader's language; empty where the municipality has written nothing."""
    swedish, english = _kept()
    wants_english = (get_language() or "sv").startswith("en")
    return Why(english, "en") if wants_english and english else Why(swedish, "sv")


def forget() -> None:
    generation.advance(GENERATION)


def _kept() -> tuple[str, str]:
    key = f"why:{generation.current(GENERATION)}"
    kept: tuple[str, str] | None = caches["local"].get(key)
    if kept is None:
        row = SluiceSettings.current()
        kept = (row.why_sv, row.why_en)
        caches["local"].set(key, kept, KEPT_SECONDS)
    return kept

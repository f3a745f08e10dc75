"""How rare pieces are in this municipality, as the index last counted them: kept by each process until recounted."""

from dataclasses import dataclass
from functools import lru_cache

from sluss.similar.vectors import Rarity, numbers
from sluss.tenancy.scope import current_municipality_key
from tenants.similar.models import Corpus

# Under a megabyte each.
KEPT = 8
NOT_THERE = Corpus()


@dataclass(frozen=True)
class State:
    """How far the index of a kind has come."""

    version: int
    seen_event_id: int
    reckoned_event_id: int
    places: int


def state_of(subject: str) -> State:
    fields = ("version", "seen_event_id", "reckoned_event_id", "places")
    row = Corpus.objects.filter(subject=subject).values_list(*fields).first()
    return State(*row) if row else State(0, 0, 0, 0)


def rarity_of(subject: str, version: int) -> Rarity:
    return _rarity(current_municipality_key(), subject, version)


@lru_cache(maxsize=KEPT)
def _rarity(municipality: str, subject: str, version: int) -> Rarity:
    """The municipality and the version are there to be told apart by."""
    found = Corpus.objects.filter(subject=subject).first() or NOT_THERE
    return Rarity(found.texts, numbers(found.known), numbers(found.counts))

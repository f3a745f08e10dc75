"""How rare pieces are among the texts of a kind, as the index last counted them. Each process keeps it until it is
counted anew."""

from dataclasses import dataclass
from functools import lru_cache

from sluss.similar.tables.kinds import Kind
from sluss.similar.vectors import Rarity, numbers
from sluss.tenancy.scope import current_municipality_key

# Under a megabyte each.
KEPT = 8


@dataclass(frozen=True)
class State:
    """How far the index of a kind has come."""

    version: int
    seen_event_id: int
    reckoned_event_id: int
    places: int


def state_of(kind: Kind) -> State:
    fields = ("version", "seen_event_id", "reckoned_event_id", "places")
    row = kind.corpora.values_list(*fields).first()
    return State(*row) if row else State(0, 0, 0, 0)


def rarity_of(kind: Kind, version: int) -> Rarity:
    return _rarity(current_municipality_key(), kind, version)


@lru_cache(maxsize=KEPT)
def _rarity(municipality: str, kind: Kind, version: int) -> Rarity:
    """The municipality and the version are there to be told apart by."""
    found = kind.corpora.first() or kind.tables.corpora()
    return Rarity(found.texts, numbers(found.known), numbers(found.counts))

"""The index held against the texts that it was reckoned from."""

from collections import defaultdict
from dataclasses import dataclass

from sluss.similar.columns import numbers_of, places_of
from sluss.similar.signatures import signature_of
from sluss.similar.tables import rarity
from sluss.similar.tables.index import fresh
from sluss.similar.tables.kinds import Kind, rows_of
from sluss.similar.vectors import frequencies, vector_of

EVERY_FRESH = 1_000_000


@dataclass(frozen=True)
class Comparison:
    """`pending` came in the last minutes and are taken in by themselves; `drift` is what nothing would mend."""

    texts: int
    pending: int
    drift: int


def compare(kind: Kind) -> Comparison:
    """How the index of a kind stands to the texts: every signature is reckoned again."""
    state = rarity.state_of(kind)
    known = rarity.rarity_of(kind, state.version)
    pending = {item.subject_id for item in fresh(kind, since=state.seen_event_id, most=EVERY_FRESH)}
    kept = _signatures(kind)
    texts = drift = 0
    for pk, title, text in rows_of(kind, kind.every()):
        texts += 1
        right = signature_of(vector_of(frequencies(title, text), known).pieces)
        drift += kept.pop(pk, None) != right and pk not in pending
    gone = sum(1 for pk, bits in kept.items() if bits and pk not in pending)
    return Comparison(texts, len(pending), drift + gone)


def _signatures(kind: Kind) -> dict[int, set[int]]:
    """The columns read from the side: the bits that stand at the place of each text."""
    found: dict[int, set[int]] = defaultdict(set)
    for bit, column in numbers_of(kind.columns.values_list("bit", "texts")).items():
        for place in places_of(column):
            found[place].add(bit)
    rows = kind.weighings.values_list("subject_id", "place")
    return {pk: found.pop(place, set()) for pk, place in rows} | {-place: bits for place, bits in found.items() if bits}

"""The index held against the texts that it was reckoned from."""

from dataclasses import dataclass

from sluss.similar.signatures import BITS, signature_of
from sluss.similar.vectors import frequencies, vector_of
from tenants.similar import rarity
from tenants.similar.index import fresh
from tenants.similar.kinds import Kind, rows_of
from tenants.similar.models import Signature

EVERY_FRESH = 1_000_000


@dataclass(frozen=True)
class Comparison:
    """`pending` came in the last minutes and are taken in by themselves; `drift` is what nothing would mend."""

    texts: int
    pending: int
    drift: int


def compare(kind: Kind) -> Comparison:
    """How the index of a kind stands to the texts: every signature is reckoned again."""
    state = rarity.state_of(kind.subject)
    known = rarity.rarity_of(kind.subject, state.version)
    pending = {item.subject_id for item in fresh(kind, since=state.seen_event_id, most=EVERY_FRESH)}
    kept = dict(Signature.objects.filter(subject=kind.subject).values_list("subject_id", "bits"))
    texts = drift = 0
    for pk, title, text in rows_of(kind, kind.every()):
        texts += 1
        right = format(signature_of(vector_of(frequencies(title, text), known)), f"0{BITS}b")
        drift += kept.pop(pk, None) != right and pk not in pending
    return Comparison(texts, len(pending), drift + len(kept))

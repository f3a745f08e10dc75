"""A text as 2,048 bits, one for each of its heaviest pieces: superimposed coding.

What is stored of a text so never depends on the others, and looking at all texts for every search costs little. Source:
Faloutsos and Christodoulakis, "Signature files: an access method for documents", ACM TOIS 2 (1984).
"""

from collections.abc import Iterable

from sluss.similar.vectors import Vector

BITS = 2048
# So many of a text's heaviest pieces: more would fill the signature until everything looks like everything. Of the ten
# most alike of 8,000 natural texts 96 to 97 % came among the 200 nearest so (160 pieces: 95 to 97 %, 240: 88 to 89 %).
KEPT = 100
# What a shared bit is worth goes from 1 to 7, as heavy as the piece is in what is asked for: three binary digits.
DIGITS = 3
MOST_WORTH = 2**DIGITS - 1


def signature_of(pieces: Iterable[int]) -> set[int]:
    """Which bits are set. `pieces` with the heaviest first, as a vector has them."""
    return {piece % BITS for piece, _ in zip(pieces, range(KEPT), strict=False)}


def worths_of(vector: Vector) -> dict[int, int]:
    """For a search: what each bit that is shared is worth. Where two pieces have the same bit, all that they say."""
    pieces, weights = vector.pieces[:KEPT], vector.weights[:KEPT]
    top = max(weights, default=1)
    found: dict[int, int] = {}
    for piece, weight in zip(pieces, weights, strict=True):
        found[piece % BITS] = found.get(piece % BITS, 0) | max(1, round(weight / top * MOST_WORTH))
    return found

"""What is like this? One question for every form, list and page that asks it."""

import operator
from array import array
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import reduce
from typing import Any

from django.db.models import BigIntegerField, F, Func, QuerySet, Value

from sluss.similar.ranking import NEAREST_EACH, ranked
from sluss.similar.signatures import planes_of
from sluss.similar.vectors import Rarity, Vector, frequencies, vector_of
from tenants.similar import index, rarity
from tenants.similar.kinds import IDEA, Kind, kind_of, rows_of
from tenants.similar.models import BitsField, Signature, Weighing

# What has come since the index last looked is weighed at once; the rest of a large import is found a minute later.
MOST_FRESH = 60
# Below this likeness (a cosine) two texts share ordinary words at most, and nothing is better than something.
FLOOR = 0.08
# A few more than asked for, because what was disposed of since everything was weighed falls away last.
SPARE = 5


@dataclass(frozen=True, slots=True)
class Hit:
    """A text that is like what was asked about. `likeness` is a cosine, 0 to 1; only its order means anything."""

    pk: int
    likeness: float


class _Shared(Func):
    """How many bits two signatures share."""

    template = "bit_count(%(expressions)s)"
    arg_joiner = " & "
    output_field = BigIntegerField()


def similar_to(
    *,
    title: str = "",
    text: str = "",
    among: QuerySet[Any],
    kind: str = IDEA,
    without: Collection[int] = (),
    limit: int = 5,
    floor: float = FLOOR,
) -> list[Hit]:
    """The rows of `among` that are most like the text, most alike first.

    `among` begins with what the one who asks may see (`visible_to(member)`): nothing else is ever looked at. `without`
    names keys that are no answer, as the text itself. Four statements, one more where something came just now.
    Raises KeyError for a kind that no app has brought.
    """
    searched = kind_of(kind)
    state = rarity.state_of(kind)
    known = rarity.rarity_of(kind, state.version)
    asked = vector_of(frequencies(title, text), known)
    if not asked.pieces:
        return []
    late = [item.subject_id for item in index.fresh(searched, since=state.seen_event_id, most=MOST_FRESH)]
    ruled_out = {*without, *late}
    found = [
        *_kept(kind, among, asked, ruled_out, NEAREST_EACH * limit),
        *_late(searched, among, set(late) - set(without), known),
    ]
    best = [Hit(pk, likeness) for pk, likeness in ranked(asked, found, limit=limit + SPARE) if likeness >= floor]
    there = set(among.filter(pk__in=[hit.pk for hit in best]).values_list("pk", flat=True)) if best else set()
    return [hit for hit in best if hit.pk in there][:limit]


def _kept(
    kind: str, among: QuerySet[Any], asked: Vector, ruled_out: set[int], number: int
) -> Iterable[tuple[int, Vector]]:
    """The vectors of the texts whose signatures come nearest: one statement."""
    masks = [Value(mask, output_field=BitsField()) for mask in planes_of(asked)]
    worth = reduce(operator.add, (2**plane * _Shared(F("bits"), mask) for plane, mask in enumerate(masks)))
    nearest = Signature.objects.filter(subject=kind).exclude(subject_id__in=ruled_out)
    if among.query.where or among.query.is_sliced:
        nearest = nearest.filter(subject_id__in=among.order_by().values("pk"))
    best = nearest.order_by(-worth, "-subject_id").values("subject_id")[:number]
    rows = Weighing.objects.filter(subject=kind, subject_id__in=best).order_by("-subject_id")
    for pk, pieces, weights, scale in rows.values_list("subject_id", "pieces", "weights", "scale"):
        yield pk, Vector(array("I", bytes(pieces)), bytes(weights), scale)


def _late(kind: Kind, among: QuerySet[Any], keys: set[int], known: Rarity) -> list[tuple[int, Vector]]:
    """What came since the index last looked, weighed now."""
    if not keys:
        return []
    rows = rows_of(kind, among.filter(pk__in=keys))
    return [(pk, vector_of(frequencies(title, text), known)) for pk, title, text in rows]

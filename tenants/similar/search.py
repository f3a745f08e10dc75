"""What is like this? One question for every form, list and page that asks it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, QuerySet
from django.db.models.functions import Cast

from sluss.similar.columns import nearest, numbers_of
from sluss.similar.ranking import NEAREST_EACH, Found, ranked
from sluss.similar.signatures import worths_of
from sluss.similar.tables import index, rarity
from sluss.similar.tables.found import found_at
from sluss.similar.tables.kinds import rows_of
from sluss.similar.vectors import Rarity, Vector, frequencies, vector_of
from tenants.similar.kinds import IDEA, Kind, kind_of

# What has come since the index last looked is weighed at once; the rest of a large import is found a minute later.
MOST_FRESH = 60
# Below this likeness (a cosine) two texts share ordinary words at most, and nothing is better than something.
FLOOR = 0.08
# Where fewer of those that come nearest may be seen, the nearest of what may be seen are looked for by themselves.
FEWEST_SEEN = 0.5


@dataclass(frozen=True, slots=True)
class Hit:
    """A text that is like what was asked about. `likeness` is its own cosine, 0 to 1: the order reckons with more."""

    pk: int
    likeness: float


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

    `among` begins with what the one who asks may see (`visible_to(member)`): nothing else is ever in the answer.
    `without` names keys that are no answer, as the text itself. Five statements; one more where something came just
    now, two more where most of what is like it may not be seen.
    Raises KeyError for a kind that no app has brought.
    """
    searched = kind_of(kind)
    state = rarity.state_of(searched)
    known = rarity.rarity_of(searched, state.version)
    asked = vector_of(frequencies(title, text), known)
    if not asked.pieces:
        return []
    late = [item.subject_id for item in index.fresh(searched, since=state.reckoned_event_id, most=MOST_FRESH)]
    kept = _Kept(searched, among, asked, {*without, *late}, state.places)
    found = [*kept.nearest(NEAREST_EACH * limit), *_late(searched, among, set(late) - set(without), known)]
    return [Hit(pk, likeness) for pk, likeness in ranked(asked, found, limit=limit, floor=floor)]


@dataclass(frozen=True)
class _Kept:
    """What the index knows."""

    kind: Kind
    among: QuerySet[Any]
    asked: Vector
    ruled_out: set[int]
    places: int

    def nearest(self, number: int) -> list[Found[int]]:
        """At most `number` texts whose signatures come nearest.

        Who may see them is asked of those alone: to ask it of all texts would cost more than all the rest.
        """
        worths = worths_of(self.asked)
        rows = self.kind.columns.filter(bit__one_of=worths).values_list("bit", "texts")
        columns = numbers_of(rows)
        every = (1 << self.places) - 1
        wanted = number + len(self.ruled_out)
        found = self._seen(nearest(columns, worths, among=every, number=wanted))
        if wanted < self.places and len(found) < FEWEST_SEEN * number:
            return list(self._at(nearest(columns, worths, among=self._places_seen(), number=wanted)))
        return found

    def _seen(self, places: list[int]) -> list[Found[int]]:
        """What may not be seen is not company to what may, either: it moves nothing in the answer."""
        found = list(self._at(places))
        # The cast lets all keys go as one parameter, also where a text has another's key for its own.
        keys = [one.key for one in found]
        rows = self.among.alias(its_key=Cast("pk", BigIntegerField())).filter(its_key__one_of=keys)
        seen = set(rows.order_by().values_list("pk", flat=True))
        return [one for one in found if one.key in seen]

    def _places_seen(self) -> int:
        rows = self.kind.weighings.filter(subject_id__in=self.among.order_by().values("pk"))
        mask = bytearray(self.places // 8 + 1)
        for place in rows.values_list("place", flat=True):
            mask[place >> 3] |= 1 << (place & 7)
        return int.from_bytes(mask, "little")

    def _at(self, places: list[int]) -> Iterator[Found[int]]:
        return (one for one in found_at(self.kind.weighings, places) if one.key not in self.ruled_out)


def _late(kind: Kind, among: QuerySet[Any], keys: set[int], known: Rarity) -> list[Found[int]]:
    """What came since the index last looked, weighed now."""
    if not keys:
        return []
    rows = rows_of(kind, among.filter(pk__in=keys))
    return [Found(pk, vector_of(frequencies(title, text), known)) for pk, title, text in rows]

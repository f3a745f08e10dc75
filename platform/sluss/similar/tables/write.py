"""Writing what was reckoned of texts: their vectors, and their bits in the columns."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import batched, count

from sluss.similar.columns import Columns, numbers_of
from sluss.similar.company import Company, company_of
from sluss.similar.signatures import signature_of
from sluss.similar.tables.kinds import Kind
from sluss.similar.tables.models import Corpus, Weighing
from sluss.similar.vectors import Vector, numbers

BATCH = 500
WEIGHED = ("event_id", "pieces", "weights", "scale", "company", "nearness", "length")


@dataclass(frozen=True)
class Reckoned:
    """A text's key, its newest event that is reckoned with and its vector."""

    pk: int
    event_id: int
    vector: Vector


def write_all(kind: Kind, corpus: Corpus, found: Iterable[Reckoned]) -> None:
    """In place of all that was there. The corpus is locked; searches see what was there until the transaction ends."""
    kind.weighings.delete()
    kind.columns.delete()
    columns, texts = Columns(), list(found)
    for place, one in enumerate(texts):
        columns.put(place, signature_of(one.vector.pieces))
    _write_columns(kind, columns)
    vectors = {place: one.vector for place, one in enumerate(texts)}
    company = _Company(kind, columns, places=len(texts), known=vectors)
    for some in batched(enumerate(texts), BATCH):
        rows = [_row(kind, one, place, company.of(place)) for place, one in some]
        kind.tables.weighings._default_manager.bulk_create(rows)
    kind.corpora.filter(pk=corpus.pk).update(places=len(texts))


def write(kind: Kind, corpus: Corpus, found: Sequence[Reckoned]) -> None:
    """What is new takes the places after the last, what has changed keeps its own. The corpus is locked.

    What others have written of their company stays as it is until everything is weighed anew.
    """
    before = _before(kind, [one.pk for one in found])
    bits = {one.pk: signature_of(one.vector.pieces) for one in found}
    touched = set().union(*bits.values(), *(old for _, old in before.values()))
    kept = kind.columns.filter(bit__in=touched)
    columns, new, places = Columns(kept.values_list("bit", "texts")), count(corpus.places), {}
    for one in found:
        place, old = before.get(one.pk) or (next(new), set())
        columns.take(place, old)
        columns.put(place, bits[one.pk])
        places[place] = one
    total = next(new)
    company = _Company(kind, columns, places=total, known={place: one.vector for place, one in places.items()})
    _write_rows(kind, [_row(kind, one, place, company.of(place)) for place, one in places.items()])
    _write_columns(kind, columns)
    kind.corpora.filter(pk=corpus.pk).update(places=total)


class _Company:
    """Finds the company of texts that are just written: among those and what is kept already."""

    def __init__(self, kind: Kind, columns: Columns, *, places: int, known: Mapping[int, Vector]) -> None:
        self._kind, self._places, self._known = kind, places, known
        self._columns = numbers_of(columns.items())

    def of(self, place: int) -> Company:
        vector = self._known[place]
        return company_of(vector, place=place, columns=self._columns, places=self._places, at=self._at)

    def _at(self, places: list[int]) -> Iterator[tuple[int, Vector]]:
        yield from ((place, self._known[place]) for place in places if place in self._known)
        if others := [place for place in places if place not in self._known]:
            rows = self._kind.weighings.filter(place__one_of=others)
            for place, pieces, weights, scale in rows.values_list("place", "pieces", "weights", "scale"):
                yield place, Vector(numbers(pieces), bytes(weights), scale)


def _before(kind: Kind, keys: list[int]) -> dict[int, tuple[int, set[int]]]:
    """Of those that are kept already: place and signature."""
    rows = kind.weighings.filter(subject_id__in=keys)
    found = rows.values_list("subject_id", "place", "pieces")
    return {pk: (place, signature_of(numbers(pieces))) for pk, place, pieces in found}


def _row(kind: Kind, one: Reckoned, place: int, company: Company) -> Weighing:
    return kind.tables.weighings(
        subject=kind.subject,
        subject_id=one.pk,
        place=place,
        event_id=one.event_id,
        pieces=one.vector.pieces.tobytes(),
        weights=one.vector.weights,
        scale=one.vector.scale,
        company=company.places.tobytes(),
        nearness=company.nearness,
        length=company.length,
    )


def _write_rows(kind: Kind, rows: list[Weighing]) -> None:
    kind.tables.weighings._default_manager.bulk_create(
        rows,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=("subject", "subject_id"),
        update_fields=WEIGHED,
    )


def _write_columns(kind: Kind, columns: Columns) -> None:
    model = kind.tables.columns
    model._default_manager.bulk_create(
        [model(subject=kind.subject, bit=bit, texts=texts) for bit, texts in columns.items()],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=("subject", "bit"),
        update_fields=["texts"],
    )

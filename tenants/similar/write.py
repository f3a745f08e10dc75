"""Writing what was reckoned of texts: their vectors, and their bits in the columns."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import batched, count

from sluss.similar.columns import Columns
from sluss.similar.signatures import signature_of
from sluss.similar.vectors import Vector, numbers
from tenants.similar.models import Column, Corpus, Weighing

BATCH = 500


@dataclass(frozen=True)
class Reckoned:
    """A text's key, its newest event that is reckoned with and its vector."""

    pk: int
    event_id: int
    vector: Vector


def write_all(corpus: Corpus, found: Iterable[Reckoned]) -> None:
    """In place of all that was there. The corpus is locked; searches see what was there until the transaction ends."""
    for model in (Weighing, Column):
        model.objects.filter(subject=corpus.subject).delete()
    columns, places = Columns(), count()
    for some in batched(found, BATCH):
        rows = [_row(corpus, one, next(places)) for one in some]
        for one, row in zip(some, rows, strict=True):
            columns.put(row.place, signature_of(one.vector.pieces))
        Weighing.objects.bulk_create(rows)
    _write_columns(corpus, columns)
    Corpus.objects.filter(pk=corpus.pk).update(places=next(places))


def write(corpus: Corpus, found: Sequence[Reckoned]) -> None:
    """What is new takes the places after the last, what has changed keeps its own. The corpus is locked."""
    before = _before(corpus, [one.pk for one in found])
    bits = {one.pk: signature_of(one.vector.pieces) for one in found}
    touched = set().union(*bits.values(), *(old for _, old in before.values()))
    kept = Column.objects.filter(subject=corpus.subject, bit__in=touched)
    columns, places, rows = Columns(kept.values_list("bit", "texts")), count(corpus.places), []
    for one in found:
        place, old = before.get(one.pk) or (next(places), set())
        columns.take(place, old)
        columns.put(place, bits[one.pk])
        rows.append(_row(corpus, one, place))
    _write_rows(rows)
    _write_columns(corpus, columns)
    Corpus.objects.filter(pk=corpus.pk).update(places=next(places))


def _before(corpus: Corpus, keys: list[int]) -> dict[int, tuple[int, set[int]]]:
    """Of those that are kept already: place and signature."""
    rows = Weighing.objects.filter(subject=corpus.subject, subject_id__in=keys)
    found = rows.values_list("subject_id", "place", "pieces")
    return {pk: (place, signature_of(numbers(pieces))) for pk, place, pieces in found}


def _row(corpus: Corpus, one: Reckoned, place: int) -> Weighing:
    return Weighing(
        subject=corpus.subject,
        subject_id=one.pk,
        place=place,
        event_id=one.event_id,
        pieces=one.vector.pieces.tobytes(),
        weights=one.vector.weights,
        scale=one.vector.scale,
    )


def _write_rows(rows: list[Weighing]) -> None:
    Weighing.objects.bulk_create(
        rows,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=("subject", "subject_id"),
        update_fields=["event_id", "pieces", "weights", "scale"],
    )


def _write_columns(corpus: Corpus, columns: Columns) -> None:
    Column.objects.bulk_create(
        [Column(subject=corpus.subject, bit=bit, texts=texts) for bit, texts in columns.items()],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=("subject", "bit"),
        update_fields=["texts"],
    )

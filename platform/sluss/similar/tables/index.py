"""Keeping up: what came or changed since the index last looked, read off the events.

Leaving an idea costs the index nothing. A sweep brings it up to date every minute, and a search reckons with what came
since by itself, so that the very next one finds what was just left.
"""

import datetime as dt
import secrets
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F, Max, Min, OuterRef, Q, QuerySet, Subquery

from sluss import clock
from sluss.similar.tables import rarity
from sluss.similar.tables.kinds import Kind, rows_of
from sluss.similar.tables.models import Corpus
from sluss.similar.tables.write import Reckoned, write, write_all
from sluss.similar.vectors import EMPTY, Rarity, Vector, frequencies, rarity_of, vector_of
from sluss.workflow.models import Event

BATCH = 500
# Numbers of events are given out before their transactions end: what is younger than this may still get company.
SETTLED = dt.timedelta(minutes=10)
# Weights change slowly. They are reckoned anew when there are so many times as many texts as when they were counted.
GROWN = 1.25


@dataclass(frozen=True)
class Fresh:
    """A text that the index does not know as it now stands, and its newest event."""

    subject_id: int
    event_id: int


@dataclass(frozen=True)
class Reach:
    """The newest event, and the one up to which no more can appear."""

    newest: int
    settled: int


def fresh(kind: Kind, *, since: int, most: int) -> list[Fresh]:
    """What has come or changed after the event `since`, the newest first."""
    events = _events(kind).filter(id__gt=since)
    # Mostly nothing has, and to ask that alone costs a fraction. In order, so that no older events are looked at.
    if not events.order_by("-id").values_list("id", flat=True)[:1]:
        return []
    reckoned = kind.weighings.filter(subject_id=OuterRef("subject_id")).values("event_id")
    newest = events.values("subject_id").annotate(newest=Max("id"), reckoned=Subquery(reckoned))
    unknown = newest.filter(Q(reckoned=None) | Q(reckoned__lt=F("newest"))).order_by("-newest")
    return [Fresh(row["subject_id"], row["newest"]) for row in unknown[:most]]


def catch_up(kind: Kind) -> int:
    """Bring the index of a kind up to date; returns how many texts were taken in. Several at once take turns."""
    taken = 0
    while batch := _catch_up_some(kind):
        taken += batch
    corpus = kind.corpora.first()
    if corpus and kind.weighings.count() > corpus.texts * GROWN:
        rebuild(kind)
    return taken


@transaction.atomic
def rebuild(kind: Kind) -> int:
    """Count and weigh everything anew; returns how many texts there are. Searches go on with what was there before."""
    corpus = _locked(kind)
    # Twice through the texts rather than all of their pieces at once in memory.
    counted = rarity_of(frequencies(title, text) for _, title, text in rows_of(kind, kind.every()))
    reach = _reach(kind, since=0)
    kind.corpora.filter(pk=corpus.pk).update(
        version=secrets.randbits(62),
        texts=counted.texts,
        known=counted.known.tobytes(),
        counts=counted.counts.tobytes(),
        seen_event_id=reach.settled,
        reckoned_event_id=reach.newest,
    )
    newest = _newest_events(kind)
    rows = rows_of(kind, kind.every())
    write_all(
        kind, corpus, (Reckoned(pk, newest.get(pk, 0), _vector(title, text, counted)) for pk, title, text in rows)
    )
    return counted.texts


@transaction.atomic
def forget_gone(kind: Kind) -> int:
    """Leave nothing of texts that are no more but an empty row in their place; returns how many there were."""
    there = kind.every().order_by().values("pk")
    left = kind.weighings.exclude(pieces=b"").exclude(subject_id__in=there).values_list("subject_id", "event_id")
    if gone := [Reckoned(pk, event, EMPTY) for pk, event in left]:
        write(kind, _locked(kind), gone)
    return len(gone)


@transaction.atomic
def _catch_up_some(kind: Kind) -> int:
    corpus = kind.corpora.first()
    reach = _reach(kind, since=corpus.seen_event_id if corpus else 0)
    waiting = fresh(kind, since=corpus.seen_event_id if corpus else 0, most=BATCH)
    if not waiting:
        if corpus:
            reached = {"seen_event_id": reach.settled, "reckoned_event_id": reach.newest}
            kind.corpora.filter(pk=corpus.pk).exclude(**reached).update(**reached)
        return 0
    corpus = _locked(kind)
    events = {item.subject_id: item.event_id for item in waiting}
    known = rarity.rarity_of(kind, corpus.version)
    rows = rows_of(kind, kind.every().filter(pk__in=list(events)))
    vectors = {pk: _vector(title, text, known) for pk, title, text in rows}
    # What went as soon as it came keeps an empty row until everything is weighed anew: nobody looks for it again.
    write(kind, corpus, [Reckoned(pk, event, vectors.get(pk, EMPTY)) for pk, event in events.items()])
    return len(waiting)


def _vector(title: str, text: str, known: Rarity) -> Vector:
    return vector_of(frequencies(title, text), known)


def _locked(kind: Kind) -> Corpus:
    model = kind.tables.corpora
    model._default_manager.bulk_create([model(subject=kind.subject)], ignore_conflicts=True)
    return kind.corpora.select_for_update(no_key=True).get()


def _reach(kind: Kind, *, since: int) -> Reach:
    events = _events(kind).filter(id__gt=since)
    found = events.aggregate(newest=Max("id"), young=Min("id", filter=Q(at__gt=clock.now() - SETTLED)))
    newest = found["newest"] or since
    return Reach(newest, found["young"] - 1 if found["young"] else newest)


def _newest_events(kind: Kind) -> dict[int, int]:
    return dict(_events(kind).values_list("subject_id").annotate(newest=Max("id")))


def _events(kind: Kind) -> QuerySet[Any]:
    """What brought or changed texts. Where rows are only ever added, the rows themselves."""
    if kind.added:
        rows: QuerySet[Any] = kind.every().order_by().annotate(subject_id=F("pk"), at=F(kind.added))
        return rows
    return Event.objects.filter(subject=kind.told_of or kind.subject, kind__in=kind.events).order_by()

"""What is like this, among all that is open? One search for the region's page and for those who write elsewhere.

Columns, and whose text stands where in them, are kept by each process until the index changes. So a search costs one
statement, which weighs only what is still open then: what was closed a moment ago is in no answer.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import and_, or_
from typing import Any

from django.core.cache import caches
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from shared.openly.index import CHANGED, KIND, shown
from shared.openly.models import OpenText
from sluss.similar.columns import nearest, numbers_of
from sluss.similar.pieces import WORD
from sluss.similar.ranking import NEAREST_EACH, ranked
from sluss.similar.signatures import worths_of
from sluss.similar.tables.found import found_at
from sluss.similar.tables.rarity import State, rarity_of, state_of
from sluss.similar.vectors import frequencies, vector_of
from sluss.tenancy import generation, in_region
from sluss.tenancy.hosts import address_of, municipality_by_key

# Other machines than the one where the index changed see it so much later at most.
KEPT_SECONDS = 30
# A question is short, and so is what it shares even with the text that answers it.
FLOOR = 0.05
MOST_FOUND = 50
MOST_WORDS = 8
NEWEST_FIRST = ("-shown_since", "-id")
SAID = JSONObject(title="title", path="path", municipality=F("municipality__key"))


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Whose texts and of what kind; None and nothing mean all. Municipalities by their keys in the database."""

    municipalities: Collection[int] | None = None
    without: int | None = None
    kind: str = ""

    def texts(self) -> QuerySet[OpenText]:
        found = shown()
        if self.municipalities is not None:
            found = found.filter(municipality__in=self.municipalities)
        if self.without is not None:
            found = found.exclude(municipality=self.without)
        return found.filter(kind=self.kind) if self.kind else found

    def holds(self, municipality: int, kind: str) -> bool:
        one_of_them = self.municipalities is None or municipality in self.municipalities
        return one_of_them and municipality != self.without and self.kind in ("", kind)


@dataclass(frozen=True)
class Elsewhere:
    """An open text of another municipality, and where it is read. `likeness` is its cosine, 0 to 1."""

    title: str
    url: str
    municipality: str
    likeness: float


@dataclass(frozen=True)
class _Kept:
    """The index in memory: the columns, and by municipality and kind ones where such texts stand."""

    columns: Mapping[int, int]
    standing: Mapping[tuple[int, str], int]

    def places(self, wanted: Wanted) -> int:
        return reduce(or_, (places for whose, places in self.standing.items() if wanted.holds(*whose)), 0)


def found_for(question: str, *, wanted: Wanted) -> list[int]:
    """The keys of at most MOST_FOUND texts: those that are most like a question, the likest first, and after them the
    newest that hold all its words, as a word that half of all texts share makes none of them like it. In the region."""
    hits = _like(question, "", wanted=wanted, rows=_weighed(wanted), limit=MOST_FOUND, floor=FLOOR)
    found = dict.fromkeys(pk for pk, _ in hits)
    if (words := WORD.findall(question)[:MOST_WORDS]) and len(found) < MOST_FOUND:
        found |= dict.fromkeys(_holding(words, wanted))
    return list(found)[:MOST_FOUND]


def _holding(words: list[str], wanted: Wanted) -> QuerySet[OpenText, int]:
    holds = reduce(and_, (Q(title__icontains=word) | Q(text__icontains=word) for word in words))
    return wanted.texts().filter(holds).order_by(*NEWEST_FIRST).values_list("pk", flat=True)[:MOST_FOUND]


def open_elsewhere(*, title: str, text: str, municipality_key: str, limit: int, floor: float) -> list[Elsewhere]:
    """What other municipalities show that is like the text, the likest first. Asked from within a municipality.

    One statement, and up to three more where this process has not asked since the index changed.
    """
    wanted = Wanted(without=municipality_by_key(municipality_key).pk)
    said = Subquery(shown().filter(pk=OuterRef("subject_id")).values(said=SAID))
    with in_region():
        rows = _weighed(wanted).annotate(said=said)
        hits = _like(title, text, wanted=wanted, rows=rows, key="said", limit=limit, floor=floor)
    return [_elsewhere(said, likeness) for said, likeness in hits]


def _elsewhere(said: Any, likeness: float) -> Elsewhere:
    whose = municipality_by_key(said["municipality"])
    return Elsewhere(said["title"], address_of(whose, said["path"]), whose.name, likeness)


def _weighed(wanted: Wanted) -> QuerySet[Any]:
    return KIND.weighings.filter(subject_id__in=wanted.texts().order_by().values("pk"))


def _like(
    title: str, text: str, *, wanted: Wanted, rows: QuerySet[Any], limit: int, floor: float, key: str = "subject_id"
) -> list[tuple[Any, float]]:
    """What `key` says of each of the `rows` that are most alike, with the cosine."""
    state = _state()
    asked = vector_of(frequencies(title, text), rarity_of(KIND, state.version))
    if not (asked.pieces and state.places):
        return []
    kept = _kept(state.version, state.places)
    places = nearest(kept.columns, worths_of(asked), among=kept.places(wanted), number=NEAREST_EACH * limit)
    return ranked(asked, found_at(rows, places, key=key), limit=limit, floor=floor) if places else []


def _state() -> State:
    name = f"openly:{generation.current(CHANGED)}"
    kept: State | None = caches["local"].get(name)
    if kept is None:
        kept = state_of(KIND)
        caches["local"].set(name, kept, KEPT_SECONDS)
    return kept


@lru_cache(maxsize=1)
def _kept(version: int, places: int) -> _Kept:
    """Every change of a text takes a place of its own, so that these two tell one index from another."""
    whose = Subquery(shown().filter(pk=OuterRef("subject_id")).values(whose=JSONObject(m="municipality_id", k="kind")))
    standing: dict[tuple[int, str], int] = {}
    for place, one in KIND.weighings.annotate(whose=whose).values_list("place", "whose"):
        if one:
            standing[one["m"], one["k"]] = standing.get((one["m"], one["k"]), 0) | 1 << place
    return _Kept(numbers_of(KIND.columns.values_list("bit", "texts")), standing)

"""Which column holds what, guessed from the columns' names and, in whatever language, from what lies in them."""

from collections.abc import Iterable
from dataclasses import dataclass

from tenants.imports.reading import evidence, words
from tenants.imports.reading.mapping import FIELDS, LISTS, Mapping
from tenants.imports.reading.notices import Code, Notice
from tenants.imports.reading.profiles import Profile, profile_columns
from tenants.imports.reading.table import Table

# A name that fits and a content that does not contradict it decide; content alone must be clear.
NAME_WEIGHT = 0.6
MIN_SCORE = {
    "title": 0.2,
    "text": 0.22,
    "received": 0.35,
    "author": 0.38,
    "source": 0.38,
    "stage": 0.38,
    "outcome": 0.38,
    "external_id": 0.3,
}
CONTENT_CODES = {
    "title": Code.GUESS_TITLE,
    "text": Code.GUESS_TEXT,
    "received": Code.GUESS_RECEIVED,
    "author": Code.GUESS_AUTHOR,
    "source": Code.GUESS_SOURCE,
    "stage": Code.GUESS_STAGE,
    "outcome": Code.GUESS_OUTCOME,
    "external_id": Code.GUESS_EXTERNAL_ID,
}
# From here on a name, or a content, is said to be a reason.
SAID_NAME, SAID_CONTENT = 0.5, 0.5
MAX_TEXT_COLUMNS = 8
# Columns of the same text in several languages are alternatives where few rows fill both.
MAX_OVERLAP = 0.5
# A text that repeats itself more than this cannot stand for the idea alone.
MIN_DISTINCT = 0.8
# Unnamed columns join the text where they are prose: this many words on average.
MIN_PROSE_WORDS = 12


@dataclass(frozen=True, slots=True)
class Guess:
    """One column guessed to hold one field; `confidence` 0 to 1 orders guesses, it is no probability."""

    field: str
    column: str
    confidence: float
    reason: Notice


@dataclass(frozen=True, slots=True)
class GuessedMapping:
    mapping: Mapping
    guesses: tuple[Guess, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    field: str
    profile: Profile
    name: float
    content: float

    @property
    def score(self) -> float:
        return NAME_WEIGHT * max(self.name, 0.0) + (1 - NAME_WEIGHT) * self.content

    @property
    def is_possible(self) -> bool:
        return self.name >= 0 and self.content > 0 and self.score >= MIN_SCORE[self.field]

    def guess(self) -> Guess:
        return Guess(self.field, self.profile.column, round(min(self.score, 1.0), 2), self._reason())

    def _reason(self) -> Notice:
        column = {"column": self.profile.column}
        if self.name >= SAID_NAME:
            return Notice(Code.GUESS_BY_BOTH if self.content >= SAID_CONTENT else Code.GUESS_BY_NAME, column)
        return Notice(CONTENT_CODES[self.field], column)


def guess_mapping(table: Table) -> GuessedMapping:
    """The likeliest mapping of a table. It always has a title or a text: some column must hold the idea."""
    profiles = profile_columns(table=table)
    candidates = [
        candidate for field in FIELDS for candidate in _candidates(field=field, profiles=profiles, table=table)
    ]
    chosen = _best(candidates=candidates)
    chosen = _with_idea(chosen=chosen, profiles=profiles)
    guesses = [candidate.guess() for candidate in chosen]
    guesses += _further_titles(table=table, guesses=guesses)
    guesses += _further_texts(table=table, candidates=candidates, guesses=guesses)
    return GuessedMapping(mapping=_mapping(table=table, guesses=guesses), guesses=tuple(guesses))


def _candidates(*, field: str, profiles: Iterable[Profile], table: Table) -> Iterable[Candidate]:
    for profile in profiles:
        if profile.filled > 0:
            name = words.fit(name=profile.column, field=field)
            content = evidence.content(field=field, profile=profile, table=table, is_named=name >= words.WHOLE)
            yield Candidate(field, profile, name, content)


def _best(*, candidates: Iterable[Candidate]) -> list[Candidate]:
    """The best pairs first, each field and each column once."""
    chosen: dict[str, Candidate] = {}
    taken: set[str] = set()
    for candidate in sorted(candidates, key=lambda c: (-c.score, c.profile.position)):
        if candidate.is_possible and candidate.field not in chosen and candidate.profile.column not in taken:
            chosen[candidate.field] = candidate
            taken.add(candidate.profile.column)
    return list(chosen.values())


def _with_idea(*, chosen: list[Candidate], profiles: Iterable[Profile]) -> list[Candidate]:
    """A title where none was found: the column with most letters if there is no text either, and a column that tells
    rows apart which the text does not."""
    text = next((candidate.profile for candidate in chosen if candidate.field == "text"), None)
    if any(candidate.field == "title" for candidate in chosen) or (text and text.distinct >= MIN_DISTINCT):
        return chosen
    free = [
        profile
        for profile in profiles
        if profile is not text and (text is None or (profile.is_wordy and profile.distinct >= MIN_DISTINCT))
    ]
    if not free:
        return chosen
    fullest = max(free, key=lambda profile: (profile.letters * profile.filled, profile.distinct))
    others = [candidate for candidate in chosen if candidate.profile is not fullest]
    return [Candidate("title", fullest, 0.0, MIN_SCORE["title"]), *others]


def _further_titles(*, table: Table, guesses: list[Guess]) -> list[Guess]:
    """The title's column in other languages, for rows that leave the first empty."""
    title = next((guess for guess in guesses if guess.field == "title"), None)
    if title is None:
        return []
    base, taken = words.base_name(title.column), {guess.column for guess in guesses}
    return [
        Guess("title", column, title.confidence, Notice(Code.GUESS_OTHER_LANGUAGE, {"column": column}))
        for column in table.columns
        if base.language and column not in taken and _is_translation(column=column, base=base)
    ]


def _further_texts(*, table: Table, candidates: Iterable[Candidate], guesses: list[Guess]) -> list[Guess]:
    """More columns for the text: those so named, and long prose. Translations only where they fill the gaps."""
    taken = [guess.column for guess in guesses]
    if not any(guess.field == "text" for guess in guesses):
        return []
    found: list[Guess] = []
    for candidate in sorted(candidates, key=lambda c: -c.score):
        column = candidate.profile.column
        if candidate.field != "text" or column in taken or len(found) >= MAX_TEXT_COLUMNS - 1:
            continue
        if _belongs_to_text(candidate=candidate) and not _repeats(table=table, column=column, others=taken):
            found.append(candidate.guess())
            taken.append(column)
    return found


def _belongs_to_text(*, candidate: Candidate) -> bool:
    if not candidate.profile.is_wordy or candidate.name < 0:
        return False
    return candidate.name >= words.PART_OF_WORD or candidate.profile.mean_words >= MIN_PROSE_WORDS


def _repeats(*, table: Table, column: str, others: Iterable[str]) -> bool:
    """Whether a column says in another language, or in the same words, what a chosen one says in the same rows."""
    base, values = words.base_name(column), [value.strip() for value in table.values(column=column)]
    for other in others:
        pairs = [(v, o.strip()) for v, o in zip(values, table.values(column=other), strict=True) if v and o.strip()]
        filled = sum(1 for value in values if value) or 1
        if _is_translation(column=other, base=base) and len(pairs) > filled * MAX_OVERLAP:
            return True
        if sum(value == twin for value, twin in pairs) > filled * MAX_OVERLAP:
            return True
    return False


def _is_translation(*, column: str, base: words.BaseName) -> bool:
    other = words.base_name(column)
    return bool(base.language) and other.name == base.name and other.language != base.language


def _mapping(*, table: Table, guesses: list[Guess]) -> Mapping:
    by_field = {guess.field: guess.column for guess in guesses if guess.field not in LISTS}
    titles = tuple(guess.column for guess in guesses if guess.field == "title")
    texts = [guess.column for guess in guesses if guess.field == "text"]
    return Mapping(title=titles, text=tuple(sorted(texts, key=table.columns.index)), **by_field)

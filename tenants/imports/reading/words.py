"""What columns of ideas are called in the languages of Europe, and how well a name fits a field."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from tenants.imports.reading.folding import fold
from tenants.imports.reading.vocabulary import AMBIGUOUS, COUNTED, FOREIGN_IDS, LANGUAGES, NAMES, UNWANTED

WHOLE, PHRASE, AMBIGUOUS_NAME, PART_OF_WORD = 1.0, 0.8, 0.55, 0.6
# Shorter words than this are parts of too many others.
MIN_PART = 4
# A survey's question is a sentence; in it single words prove less.
LONG_NAME_WORDS = 6
LONG_NAME_FACTOR = 0.8
# A name that says what another field or no field wants.
IMPOSSIBLE = -1.0


def _word_set(*, names: str) -> frozenset[str]:
    return frozenset(fold(name) for name in names.split(",") if name.strip())


WORDS = {field: _word_set(names=names) for field, names in NAMES.items()}
UNSURE = {field: _word_set(names=names) for field, names in AMBIGUOUS.items()}
COUNT_WORDS, FOREIGN_ID_WORDS = _word_set(names=COUNTED), _word_set(names=FOREIGN_IDS)
UNWANTED_WORDS, LANGUAGE_WORDS = _word_set(names=UNWANTED), _word_set(names=LANGUAGES)


@dataclass(frozen=True, slots=True)
class BaseName:
    """A column's folded name without the language it is said to be in: `title/es` is `title`, `es`."""

    name: str
    language: str


@lru_cache(maxsize=4096)
def base_name(name: str) -> BaseName:
    """Languages stand first or last in a name; in its middle the same letters are a word: `fecha de entrada`."""
    tokens = fold(name).split()
    first = 1 if len(tokens) > 1 and tokens[0] in LANGUAGE_WORDS else 0
    last = len(tokens)
    while last > first + 1 and tokens[last - 1] in LANGUAGE_WORDS:
        last -= 1
    return BaseName(" ".join(tokens[first:last]), " ".join(tokens[:first] + tokens[last:]))


def fit(*, name: str, field: str) -> float:
    """How well a column's name says that it holds `field`, 0 to 1; IMPOSSIBLE where it says that it does not."""
    return _fit(base_name(name).name, field)


@lru_cache(maxsize=8192)
def _fit(folded: str, field: str) -> float:
    tokens = folded.split()
    if not tokens:
        return 0.0
    if folded in WORDS[field]:
        return WHOLE
    if _is_impossible(tokens=tokens, field=field):
        return IMPOSSIBLE
    if folded in UNSURE.get(field, frozenset()):
        return AMBIGUOUS_NAME
    score = max(
        PHRASE if _has_phrase(folded=folded, words=WORDS[field]) else 0.0,
        PART_OF_WORD if _has_part(tokens=tokens, words=WORDS[field]) else 0.0,
        AMBIGUOUS_NAME * PHRASE if _has_phrase(folded=folded, words=UNSURE.get(field, frozenset())) else 0.0,
    )
    return score * LONG_NAME_FACTOR if len(tokens) >= LONG_NAME_WORDS else score


def knows_any(*, names: Iterable[str]) -> bool:
    """Whether one of the names is that of a field, so that together they can be a header."""
    return any(fit(name=name, field=field) >= WHOLE for name in names if len(name) <= 40 for field in WORDS)


def _is_impossible(*, tokens: list[str], field: str) -> bool:
    if field != "received" and any(token in COUNT_WORDS for token in tokens):
        return True
    if field == "external_id":
        return any(token in FOREIGN_ID_WORDS for token in tokens)
    ends_as_id = tokens[-1] in {"id", "ids", "uuid", "guid", "code", "kod"}
    return ends_as_id or any(token in UNWANTED_WORDS for token in tokens)


def _has_phrase(*, folded: str, words: frozenset[str]) -> bool:
    return any(f" {word} " in f" {folded} " for word in words)


def _has_part(*, tokens: list[str], words: frozenset[str]) -> bool:
    """Compounds: `forslagstitel`, `Vorschlagstext`, `ideabeskrivning`."""
    return any(
        len(word) >= MIN_PART and len(token) > len(word) and token.endswith(word) for token in tokens for word in words
    )

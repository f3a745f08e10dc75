"""Names compared as people read them: without case, accents, punctuation or the way words are joined."""

import re
import unicodedata
from functools import lru_cache

NOT_WORD = re.compile(r"[\W_]+")
# Letters that are no base letter with an accent.
STROKES = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i"})


@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """`authorName`, `Author_name` and `AUTHOR NAME` all give `author name`; `Förslag` gives `forslag`."""
    decomposed = unicodedata.normalize("NFKD", _separated(name=name).casefold())
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return NOT_WORD.sub(" ", bare.translate(STROKES)).strip()


def _separated(*, name: str) -> str:
    """A capital after a small letter begins a word."""
    return "".join(
        f" {letter}" if letter.isupper() and before.islower() else letter
        for before, letter in zip(" " + name, name, strict=False)
    )

"""A text as pieces of its words.

Pieces of four characters within words find what endings, compounds and misspellings hide from whole words, in every
language that puts spaces between them: "cykelställ" shares most of its pieces with "cykelställen" and half of them with
"cykelbana". Source: McNamee and Mayfield, "Character n-gram tokenization for European language text retrieval",
Information Retrieval 7 (2004): of all lengths four did best over eight European languages.
"""

import re
import unicodedata
import zlib
from collections import Counter
from functools import lru_cache

LENGTH = 4
WORD = re.compile(r"[^\W_]+")
# Nobody writes longer words or texts by hand; what is pasted in must not hold a search up.
LONGEST_WORD = 60
MOST_WORDS = 3000


def pieces(text: str) -> Counter[int]:
    """How often each piece is in the text. A piece is a number of 32 bits, the CRC-32 of its characters."""
    found: Counter[int] = Counter()
    for word in WORD.findall(folded(text))[:MOST_WORDS]:
        found.update(_of_word(word[:LONGEST_WORD]))
    return found


def folded(text: str) -> str:
    """Without case, compatibility forms and accents: on the telephone and in a hurry people leave the dots out."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    if plain.isascii():
        return plain
    return "".join(sign for sign in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(sign))


@lru_cache(maxsize=8192)
def _of_word(word: str) -> tuple[int, ...]:
    """A space before and after tells the beginning and the end of a word from its middle."""
    bounded = f" {word} ".encode("utf-32-le", errors="replace")
    width = 4 * LENGTH
    return tuple(zlib.crc32(bounded[at : at + width]) for at in range(0, max(len(bounded) - width, 0) + 4, 4))

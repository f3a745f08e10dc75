"""When two ideas say the same, however they are typed."""

import hashlib
import re
import unicodedata

WORDS = re.compile(r"[^\W_]+")


def text_digest(*, title: str, text: str) -> str:
    """SHA-256 (64 hexadecimal digits) over title and text without case, spacing, punctuation or compatibility forms."""
    return hashlib.sha256(f"{_folded(text=title)}\n{_folded(text=text)}".encode(errors="replace")).hexdigest()


def _folded(*, text: str) -> str:
    normal = unicodedata.normalize("NFKC", text).casefold()
    # A title of signs alone still differs from another one.
    return " ".join(WORDS.findall(normal)) or normal.strip()

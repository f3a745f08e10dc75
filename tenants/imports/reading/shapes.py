"""What one cell looks like, in any language."""

import re

from tenants.imports.reading.dates import looks_like_date

NUMBER = re.compile(r"[+-]?(?:[$€£]\s?)?\d[\d\s.,'\u00a0\u202f]*\s?(?:%|€|kr|\$|£)?")
LINK = re.compile(
    r"(?:https?://|www\.|/)\S+|\S+@\S+\.\S+|[\w.-]+\.(?:com|org|net|se|eu|jpg|png|pdf)(?:/\S*)?", re.IGNORECASE
)
CODE = re.compile(r"[a-z]{0,10}[-_./#]?(?:\d++[a-z]?[-_./]?)+|[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{16,64}", re.IGNORECASE)
POSITION = re.compile(r"-?\d{1,3}[.,]\d{3,}\s*[,; ]\s*-?\d{1,3}[.,]\d{3,}")
MAX_LINK_CHARACTERS = 500
NAME_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
PARTICLES = {"von", "van", "de", "der", "den", "af", "av", "la", "le", "di", "da", "del", "dos", "ten", "zu"}
TRUTHS = {"true", "false", "0", "1", "yes", "no", "ja", "nej", "nein", "oui", "non", "si", "sí", "kyllä", "ei", "nei"}


def is_number(*, text: str) -> bool:
    return bool(NUMBER.fullmatch(text))


def is_link(*, text: str) -> bool:
    return len(text) <= MAX_LINK_CHARACTERS and bool(LINK.fullmatch(text))


def is_code(*, text: str) -> bool:
    """An identifier: letters and digits without spaces, such as MAD-2015-09-7, KS 2024/12 without its space, a UUID."""
    return len(text) <= 64 and bool(CODE.fullmatch(text)) and any(character.isdigit() for character in text)


def is_value(*, text: str) -> bool:
    """Whether a cell can only be a value, never the name of a column. A lone year can be a name."""
    if is_number(text=text):
        return not re.fullmatch(r"(?:19|20)\d{2}", text)
    return is_link(text=text) or looks_like_date(text=text) or bool(POSITION.fullmatch(text))


def is_person_name(*, text: str) -> bool:
    """Two to four capitalised words and nothing else; titles of ideas nearly always hold a lower-case word."""
    if text.isupper():
        return False
    words = text.replace(",", " ").split()
    if not 2 <= len(words) <= 5:
        return False
    names = [word for word in words if word.casefold() not in PARTICLES]
    return 2 <= len(names) <= 4 and all(word[0].isupper() and NAME_WORD.fullmatch(word) for word in names)


def has_letters(*, text: str) -> bool:
    return sum(character.isalpha() for character in text) >= max(2, len(text) / 3)

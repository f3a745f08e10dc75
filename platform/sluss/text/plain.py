"""Typed text made plain: no invisible characters, one kind of line end, one way of writing accents. Markup stays as
the characters it was typed as; templates escape it."""

import re
import unicodedata

# Line ends of other systems, among them the ones only Unicode knows.
LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Controls, direction overrides, joiners without width, soft hyphens, byte order marks, halves of characters and
# characters that are none. (The zero-width joiner U+200D stays: emoji of families and professions need it.)
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)


def plain_text(text: str) -> str:
    """The text with its line breaks, in NFC, without what cannot be seen."""
    return unicodedata.normalize("NFC", INVISIBLE.sub("", LINE_ENDS.sub("\n", text))).strip()


def plain_line(text: str) -> str:
    """The same on one line."""
    return " ".join(plain_text(text).split())

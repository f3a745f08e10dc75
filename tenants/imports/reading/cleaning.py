"""Text from files made harmless and plain: no markup, no invisible characters, one way of writing accents."""

import html
import re
import unicodedata

from sluss.text.plain import INVISIBLE, LINE_ENDS

# Tags that web systems export in texts; a lone "a < b" is none of them.
TAG_NAMES = (
    "p|br|div|span|strong|em|b|i|u|a|ul|ol|li|h[1-6]|blockquote|table|tr|td|th|tbody|thead"
    "|img|font|figure|hr|sup|sub|pre|code"
)
BLOCKS = re.compile(r"<(?:br|/p|/div|/li|/h[1-6]|/tr|/blockquote|hr)\b[^<>]{0,2000}>", re.IGNORECASE)
TAGS = re.compile(rf"</?(?:{TAG_NAMES})\b[^<>]{{0,2000}}>", re.IGNORECASE)
UNSEEN_ELEMENTS = re.compile(r"<(script|style)\b[^<>]{0,2000}>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8}\d?);", re.IGNORECASE)
BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
SENTENCE_END = re.compile(r"[.!?。;·…][\"'”»)]*\s+|\n")
# "Hej!" is a sentence and no title.
MIN_SENTENCE = 15
ELLIPSIS = "…"


def clean_text(*, value: str) -> str:
    """Plain text with its line breaks, at most one blank line in a row, in NFC."""
    if "<" in value and TAGS.search(value):
        value = UNSEEN_ELEMENTS.sub(" ", value)
        value = TAGS.sub("", BLOCKS.sub("\n", value))
    if "&" in value and ENTITY.search(value):
        value = html.unescape(value)
    value = INVISIBLE.sub("", LINE_ENDS.sub("\n", value))
    value = BLANK_LINES.sub("\n\n", value.replace("\xa0", " "))
    return unicodedata.normalize("NFC", value).strip()


def clean_line(*, value: str) -> str:
    """The same on one line."""
    return " ".join(clean_text(value=value).split())


def shorten(*, text: str, limit: int) -> str:
    """At most `limit` characters, cut between words where there is one in the last half, marked by an ellipsis."""
    if len(text) <= limit:
        return text
    cut = text[: limit - len(ELLIPSIS)]
    whole = cut.rsplit(None, 1)[0] if not text[len(cut)].isspace() else cut
    return (whole if len(whole) > limit / 2 else cut).rstrip(" ,;:.-–") + ELLIPSIS


def first_sentence(*, text: str, limit: int) -> str:
    """A title made of a text: its first sentence that says something, without its full stop."""
    for match in SENTENCE_END.finditer(text, 0, limit * 2):
        sentence = text[: match.end()].strip()
        if len(sentence) >= MIN_SENTENCE:
            return shorten(text=" ".join(sentence.rstrip(".").split()), limit=limit)
    return shorten(text=" ".join(text.split()).removesuffix("."), limit=limit)

"""Bytes to text. UTF-8 proves itself; everything else is decided by which letters come out, and said."""

import codecs
import re
from collections import Counter
from dataclasses import dataclass

from tenants.imports.reading.notices import Code, FileRefused

# Share of bytes below 0x20 that text never has, beyond which the file is no text.
MAX_CONTROL_SHARE = 0.01
CONTROL_BYTES = bytes(set(range(32)) - set(b"\t\n\r\x0b\x0c\x1a\x00"))
# With more broken characters than this share of the non-ASCII ones, the file is not UTF-8 with a scratch.
MAX_BROKEN_SHARE = 0.3
# Another code page must read this much better than the Western European one before it is believed.
MARGIN = 0.08
SAMPLE_BYTES = 400_000

# The letters above ASCII, language by language, that texts of a code page are made of: no language mixes å and ø, or
# ì and ř. The page listed first wins where two read equally well.
WESTERN = ("åäöéüà", "æøåéòóôü", "äöüßé", "àâçéèêëîïôœùûüæ", "áéíóúñüçàèòïâêôãõº", "àèéìòùîó", "ëéïèöüáó", "áðéíóúýþæö")
LETTERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("cp1252", WESTERN),
    ("cp1250", ("ąćęłńóśźż", "áčďéěíňóřšťúůýžäľĺŕô", "áéíóöőúüű", "ăâîşţ", "čćđšž")),
    ("cp1257", ("ąčęėįšųūž", "āčēģīķļņšūž", "äöõüšž")),
    ("cp1254", ("çğıöşüâî",)),
    ("mac_roman", WESTERN),
    ("cp850", WESTERN),
)
SIGNS = "’‘”“„–—…•«»€§°\xa0"
# In these the letters themselves lie above ASCII, so they come in long runs; the commonest letters tell them apart.
SCRIPTS: tuple[tuple[str, str], ...] = (
    ("cp1251", "оаеинтсрвл"),
    ("cp1253", "αοιετσνηυρς"),
    ("iso8859_5", "оаеинтсрвл"),
    ("koi8_r", "оаеинтсрвл"),
)
LONG_RUN = re.compile(rb"[\x80-\xff]{4,}")
HIGH = re.compile(rb"[\x80-\xff]")
WITHIN_WORD = re.compile(rb"(?<=[a-z])[\x80-\xff]")
MIN_TELLING = 3

DISPLAY_NAMES = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "cp1252": "Latin-1 (Windows-1252)",
    "latin-1": "Latin-1 (ISO 8859-1)",
    "cp1250": "Windows-1250",
    "cp1251": "Windows-1251",
    "cp1253": "Windows-1253",
    "cp1254": "Windows-1254",
    "cp1257": "Windows-1257",
    "iso8859_5": "ISO 8859-5",
    "koi8_r": "KOI8-R",
    "mac_roman": "Mac Roman",
    "cp850": "DOS 850",
}


@dataclass(frozen=True, slots=True)
class Decoded:
    """`is_guess` tells that nothing in the file proves the encoding, so a person should look at the letters."""

    text: str
    encoding: str
    is_guess: bool

    @property
    def display_name(self) -> str:
        return DISPLAY_NAMES[self.encoding]


def decode(*, data: bytes) -> Decoded:
    """Decode a file of text; characters that cannot be read become U+FFFD. Raises FileRefused for a binary file."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Decoded(data.decode("utf-16", errors="replace"), "utf-16", is_guess=False)
    utf16 = _utf16_without_bom(data=data)
    if utf16:
        return Decoded(data.decode(utf16, errors="replace"), utf16, is_guess=True)
    _refuse_binary(data=data)
    data = data.removeprefix(codecs.BOM_UTF8)
    text = _utf8(data=data)
    if text is not None:
        return Decoded(text, "utf-8", is_guess=False)
    encoding = _code_page(sample=data[:SAMPLE_BYTES])
    try:
        return Decoded(data.decode(encoding), encoding, is_guess=True)
    except UnicodeDecodeError:
        return Decoded(data.decode("latin-1"), "latin-1", is_guess=True)


def _utf16_without_bom(*, data: bytes) -> str | None:
    """UTF-16 of European text has a zero in every other byte; where it lies tells the byte order."""
    sample = data[: SAMPLE_BYTES - SAMPLE_BYTES % 2]
    half = len(sample) // 2
    if half < 4:
        return None
    even, odd = sample[0::2].count(0) / half, sample[1::2].count(0) / half
    if odd > 0.5 and even < 0.05:
        return "utf-16-le"
    if even > 0.5 and odd < 0.05:
        return "utf-16-be"
    return None


def _refuse_binary(*, data: bytes) -> None:
    controls = len(data) - len(data.translate(None, CONTROL_BYTES + b"\x00"))
    if controls > max(8, len(data) * MAX_CONTROL_SHARE):
        raise FileRefused(Code.FILE_BINARY)


def _utf8(*, data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
    broken = text.count("�")
    whole = sum(1 for character in text[:SAMPLE_BYTES] if character > "\x7f" and character != "�")
    return text if broken <= whole * MAX_BROKEN_SHARE else None


def _code_page(*, sample: bytes) -> str:
    high = len(HIGH.findall(sample))
    in_runs = sum(len(run) for run in LONG_RUN.findall(sample))
    if in_runs > high / 2:
        return max(SCRIPTS, key=lambda script: _share(sample=sample, encoding=script[0], expected=script[1]))[0]
    shares = [
        (max(_share(sample=sample, encoding=name, expected=letters + SIGNS) for letters in languages), name)
        for name, languages in LETTERS
    ]
    western, best = shares[0], max(shares, key=lambda share: share[0])
    return best[1] if best[0] > western[0] + MARGIN else western[1]


def _share(*, sample: bytes, encoding: str, expected: str) -> float:
    """How many of the letters above ASCII are expected ones."""
    counts = Counter(_telling(sample=sample))
    found = sum(count for byte, count in counts.items() if _decoded(byte=byte, encoding=encoding) in expected)
    return found / (counts.total() or 1)


def _telling(*, sample: bytes) -> list[bytes]:
    """Bytes after a lower-case letter, where no sign stands and no capital: they tell most. Else any."""
    inside = WITHIN_WORD.findall(sample)
    return inside if len(inside) >= MIN_TELLING else HIGH.findall(sample)


def _decoded(*, byte: bytes, encoding: str) -> str:
    return byte.decode(encoding, errors="replace")

"""The kinds of files that are taken, and how each is told by its content. The name a file came with proves nothing."""

import re
from dataclasses import dataclass
from typing import BinaryIO

import puremagic
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tenants.files import office
from tenants.files.plain_text import check_text

HEAD = 4096
ZIP = b"PK\x03\x04"
CSV_NAME = re.compile(r"\.csv\Z", re.IGNORECASE)


@dataclass(frozen=True)
class Kind:
    extension: str
    content_type: str


PNG = Kind("png", "image/png")
JPEG = Kind("jpg", "image/jpeg")
GIF = Kind("gif", "image/gif")
WEBP = Kind("webp", "image/webp")
PDF = Kind("pdf", "application/pdf")
TEXT = Kind("txt", "text/plain; charset=utf-8")
LATIN_TEXT = Kind("txt", "text/plain; charset=windows-1252")
CSV = Kind("csv", "text/csv; charset=utf-8")
LATIN_CSV = Kind("csv", "text/csv; charset=windows-1252")
SIGNATURES: tuple[tuple[re.Pattern[bytes], Kind], ...] = (
    (re.compile(rb"%PDF-\d\.\d"), PDF),
    (re.compile(rb"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), PNG),
    (re.compile(rb"\xff\xd8\xff[\xc0-\xfe]"), JPEG),
    (re.compile(rb"GIF8[79]a"), GIF),
    (re.compile(rb"RIFF....WEBPVP8[ LX]", re.DOTALL), WEBP),
)
TAKEN = ("PDF", "PNG", "JPEG", "GIF", "WebP", "DOCX", "XLSX", "PPTX", "ODT", "ODS", "ODP", "TXT", "CSV")


def kind_of(file: BinaryIO, *, name: str) -> Kind:
    """The kind of a file by its content. `name` only chooses between the two kinds of text.

    Raises ValidationError, with the reason for the person, for everything that is not on the list.
    """
    file.seek(0)
    head = file.read(HEAD)
    for pattern, kind in SIGNATURES:
        if pattern.match(head):
            return kind
    if head.startswith(ZIP):
        found = office.check(file)
        return Kind(found.extension, found.content_type)
    return _text(file, head=head, name=name)


def _text(file: BinaryIO, *, head: bytes, name: str) -> Kind:
    file.seek(0)
    encoding = check_text(file.read(), otherwise=not_taken(head))
    if CSV_NAME.search(name):
        return CSV if encoding == "utf-8" else LATIN_CSV
    return TEXT if encoding == "utf-8" else LATIN_TEXT


def not_taken(head: bytes) -> ValidationError:
    """Says what the file seems to be and what is taken instead."""
    kinds = ", ".join(TAKEN)
    if seems := _guess(head):
        text = _("This kind of file (%(seems)s) is not taken. These are: %(kinds)s.") % {"seems": seems, "kinds": kinds}
    else:
        text = _("This kind of file is not taken. These are: %(kinds)s.") % {"kinds": kinds}
    return ValidationError(text, code="kind")


def _guess(head: bytes) -> str:
    try:
        found = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return ""
    return str(found[0].extension).lstrip(".").upper() if found else ""

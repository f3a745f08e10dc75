"""Documents of office programs are ZIP archives: looked into within limits, never unpacked."""

import lzma
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MOST_MEMBERS = 5_000
MOST_UNPACKED = 300 * 1024 * 1024
MOST_TIMES_LARGER = 150
SMALL = 1024 * 1024
END = b"PK\x05\x06"
END_SIZE = 22
# Before the end record: the directory of an archive of over 4 GiB, whose sizes count instead of the end record's.
LARGE = b"PK\x06\x07"
LARGE_SIZE = 20
LONGEST_COMMENT = 65_535
ENCRYPTED = 0x1
# What the library raises for damage and for ways of packing it does not know; the unpackers have errors of their own.
UNREADABLE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    lzma.LZMAError,
    RuntimeError,
    OSError,
    EOFError,
    ValueError,
)
CONTENT_TYPES = "[Content_Types].xml"
MACROS = re.compile(r"(^|/)(vbaProject\.bin|vbaData\.xml|activeX/|Basic/|Scripts/)", re.IGNORECASE)


@dataclass(frozen=True)
class Document:
    extension: str
    content_type: str
    mark: str


_OPEN_XML = "application/vnd.openxmlformats-officedocument."
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
OPEN_XML = tuple(
    Document(extension, f"{_OPEN_XML}{name}", f"{_OPEN_XML}{name}.main+xml")
    for extension, name in (
        ("docx", "wordprocessingml.document"),
        ("xlsx", "spreadsheetml.sheet"),
        ("pptx", "presentationml.presentation"),
    )
)
OPEN_DOCUMENT = tuple(
    Document(extension, f"{_OPEN_DOCUMENT}{name}", f"{_OPEN_DOCUMENT}{name}")
    for extension, name in (("odt", "text"), ("ods", "spreadsheet"), ("odp", "presentation"))
)


def check(file: BinaryIO) -> Document:
    """Which document a ZIP archive is. Raises ValidationError for another archive, a bomb, a locked one or macros."""
    _check_directory(file)
    try:
        with zipfile.ZipFile(file) as archive:
            _check_members(archive.infolist())
            document = _open_document(archive) or _open_xml(archive)
    except UNREADABLE as error:
        raise _refusal(_("The file is damaged and cannot be opened.")) from error
    if document is None:
        raise _refusal(_("ZIP archives are not taken. Send the documents in it one by one."))
    return document


def _check_directory(file: BinaryIO) -> None:
    """The directory is read whole into memory, so its own size comes first (a bomb can be made of empty members)."""
    file.seek(0, 2)
    length = file.tell()
    file.seek(max(0, length - LARGE_SIZE - END_SIZE - LONGEST_COMMENT))
    tail = file.read()
    at = tail.rfind(END)
    if at < 0 or len(tail) < at + END_SIZE:
        raise _refusal(_("The file is damaged and cannot be opened."))
    members, size = struct.unpack_from("<HI", tail, at + 10)
    if members > MOST_MEMBERS or size > SMALL or _is_large(tail, at):
        raise _bomb()


def _is_large(tail: bytes, at: int) -> bool:
    return at >= LARGE_SIZE and tail[at - LARGE_SIZE :].startswith(LARGE)


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    packed = sum(member.compress_size for member in members)
    unpacked = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS or unpacked > MOST_UNPACKED:
        raise _bomb()
    if unpacked > SMALL and unpacked > MOST_TIMES_LARGER * max(packed, 1):
        raise _bomb()
    for member in members:
        if member.flag_bits & ENCRYPTED:
            raise _refusal(_("The document is locked with a password. Send it without."))
        if MACROS.search(member.filename):
            raise _refusal(_("The document contains macros. Save it without them and send it again."))
        if member.filename.startswith("/") or ".." in member.filename.split("/"):
            raise _refusal(_("The file is damaged and cannot be opened."))


def _open_xml(archive: zipfile.ZipFile) -> Document | None:
    types = _read(archive, CONTENT_TYPES)
    if "macroEnabled" in types:
        raise _refusal(_("The document contains macros. Save it without them and send it again."))
    return next((document for document in OPEN_XML if document.mark in types), None)


def _open_document(archive: zipfile.ZipFile) -> Document | None:
    mark = _read(archive, "mimetype").strip()
    return next((document for document in OPEN_DOCUMENT if document.mark == mark), None)


def _read(archive: zipfile.ZipFile, name: str) -> str:
    """At most SMALL bytes of a member, whatever the directory says about its size; empty where it is missing."""
    if name not in archive.namelist():
        return ""
    with archive.open(name) as member:
        return member.read(SMALL).decode("utf-8", "replace")


def _bomb() -> ValidationError:
    return _refusal(_("The file would grow far too much when it is opened, so it is not taken."))


def _refusal(text: str) -> ValidationError:
    return ValidationError(text, code="office")

"""What a file is, by its first bytes and never by its name."""

import re

from tenants.imports.reading.notices import Code, FileRefused

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")

REFUSED_STARTS: tuple[tuple[bytes, Code], ...] = (
    (b"%PDF", Code.FILE_PDF),
    (b"\x89PNG", Code.FILE_IMAGE),
    (b"\xff\xd8\xff", Code.FILE_IMAGE),
    (b"GIF8", Code.FILE_IMAGE),
    (b"RIFF", Code.FILE_IMAGE),
    (b"II*\x00", Code.FILE_IMAGE),
    (b"MM\x00*", Code.FILE_IMAGE),
    (b"\x1f\x8b", Code.FILE_ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", Code.FILE_ARCHIVE),
    (b"Rar!", Code.FILE_ARCHIVE),
    (b"\xfd7zXZ\x00", Code.FILE_ARCHIVE),
    (b"BZh9", Code.FILE_ARCHIVE),
    (b"PK\x05\x06", Code.FILE_ARCHIVE),
    (b"{\\rtf", Code.FILE_STRUCTURED),
)
HTML = re.compile(
    rb"(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|meta|script|div)\b", re.IGNORECASE | re.DOTALL
)
# A text table hardly begins with a brace followed by a quoted key, nor with an XML declaration.
STRUCTURED = re.compile(rb"(?:\[\s*)*\{\s*[\"'}]|<\?xml|<[a-z]+\s+xmlns", re.IGNORECASE)


def is_zip(*, data: bytes) -> bool:
    return data.startswith(ZIP)


def refuse_other_formats(*, data: bytes) -> None:
    """Raise FileRefused where the bytes are those of a known format that is not a table."""
    for start, code in REFUSED_STARTS:
        if data.startswith(start):
            raise FileRefused(code)
    if data.startswith(OLE):
        encrypted = "EncryptedPackage".encode("utf-16-le") in data
        raise FileRefused(Code.FILE_ENCRYPTED if encrypted else Code.FILE_OLD_EXCEL)
    start_of_text = _without_bom(data=data[:4096]).replace(b"\x00", b"").lstrip()
    if HTML.match(start_of_text):
        raise FileRefused(Code.FILE_HTML)
    if STRUCTURED.match(start_of_text):
        raise FileRefused(Code.FILE_STRUCTURED)


def _without_bom(*, data: bytes) -> bytes:
    return next((data[len(bom) :] for bom in BOMS if data.startswith(bom)), data)

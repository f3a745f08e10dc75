"""A spreadsheet file is a zip. It is unpacked to nowhere first, with a cap, so that no bomb reaches the parser."""

import io
import zipfile
import zlib

from tenants.imports.reading import limits
from tenants.imports.reading.notices import Code, FileRefused
from tenants.imports.reading.signatures import OLE, ZIP

CHUNK = 256 * 1024
WORKBOOK_MEMBER = "xl/workbook.xml"
ENCRYPTED_FLAG = 0x1
UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


def check_archive(*, data: bytes) -> None:
    """Raise FileRefused unless `data` is an unencrypted XLSX that unfolds to a reasonable size."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_directory(archive=archive)
            _check_contents(archive=archive)
    except UNREADABLE as error:
        raise FileRefused(Code.FILE_BROKEN_WORKBOOK) from error


def _check_directory(*, archive: zipfile.ZipFile) -> None:
    """What the archive says of itself: cheap, and enough to refuse an honest bomb."""
    members = archive.infolist()
    if len(members) > limits.MAX_ZIP_MEMBERS or sum(m.file_size for m in members) > limits.MAX_UNPACKED_BYTES:
        raise FileRefused(Code.FILE_BOMB)
    if any(member.flag_bits & ENCRYPTED_FLAG for member in members):
        raise FileRefused(Code.FILE_ENCRYPTED)
    names = {member.filename for member in members}
    if WORKBOOK_MEMBER not in names:
        raise FileRefused(_kind_of_other_archive(archive=archive, names=names))


def _kind_of_other_archive(*, archive: zipfile.ZipFile, names: set[str]) -> Code:
    if "mimetype" in names:
        with archive.open("mimetype") as member:
            if b"opendocument" in member.read(100):
                return Code.FILE_OPENDOCUMENT
    return Code.FILE_ARCHIVE


def _check_contents(*, archive: zipfile.ZipFile) -> None:
    """What the archive really holds: the directory of a hostile one lies."""
    total = 0
    for member in archive.infolist():
        unpacked = _measure(archive=archive, member=member, budget=limits.MAX_UNPACKED_BYTES - total)
        total += unpacked
        packed = max(member.compress_size, 1)
        if unpacked > limits.RATIO_EXEMPT_BYTES and unpacked / packed > limits.MAX_PACKING_RATIO:
            raise FileRefused(Code.FILE_BOMB)


def _measure(*, archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: int) -> int:
    """The true size of one member in bytes, read to no more than `budget`."""
    size = tags = 0
    with archive.open(member) as stream:
        while chunk := stream.read(CHUNK):
            if size == 0 and chunk.startswith((ZIP, OLE)):
                raise FileRefused(Code.FILE_NESTED_ARCHIVE)
            size += len(chunk)
            tags += chunk.count(b"<")
            if size > budget or tags > limits.MAX_TAGS_PER_MEMBER:
                raise FileRefused(Code.FILE_BOMB)
    return size

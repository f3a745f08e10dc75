"""What is taken and what is refused, told by content."""

import io
import struct
import zipfile

import pytest
from django.core.exceptions import ValidationError
from pytest_django import Settings

from sluss.web.uploads import RefusedUpload
from tenants.files.checking import check_upload
from tenants.files.names import MOST, clean_name
from tests.factories.files import MAIN, PDF, PNG, archive, docx, upload

ODT = "application/vnd.oasis.opendocument.text"


def locked() -> bytes:
    """A document whose members are marked as encrypted, in both places where the format says so."""
    content = bytearray(docx())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := content.find(mark, at + 1)) >= 0:
            content[at + flags] |= 1
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "name", "kept_as", "content_type"),
    [
        (PNG, "bild.png", "bild.png", "image/png"),
        (PNG, "bild.html", "bild.png", "image/png"),
        (PNG, "faktura.pdf.exe", "faktura.pdf.png", "image/png"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "foto.JPEG", "foto.jpg", "image/jpeg"),
        (b"GIF89a" + b"\x00" * 10, "g", "g.gif", "image/gif"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8L", "w.webp", "w.webp", "image/webp"),
        (PDF, "Protokoll 2026.pdf", "Protokoll 2026.pdf", "application/pdf"),
        ("Ljus i å, ä och ö\n".encode(), "rad.txt", "rad.txt", "text/plain; charset=utf-8"),
        (b"\xef\xbb\xbfa;b\r\n1;2\r\n", "tal.CSV", "tal.csv", "text/csv; charset=utf-8"),
        ("Å;Ä\n".encode("latin-1"), "tal.csv", "tal.csv", "text/csv; charset=windows-1252"),
        (b"1 < 2 och 3 > 2", "rad.txt", "rad.txt", "text/plain; charset=utf-8"),
        (docx(), "brev.docx", "brev.docx", MAIN.removesuffix(".main+xml")),
        (archive(mimetype=ODT, content="<o/>"), "brev.docx", "brev.odt", ODT),
    ],
)
def test_content_decides_kind_and_ending(content: bytes, name: str, kept_as: str, content_type: str) -> None:
    checked = check_upload(upload(content, name))
    assert (checked.name, checked.content_type, checked.size) == (kept_as, content_type, len(content))


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"<!DOCTYPE html><script>alert(1)</script>", "bild.png", "markup"),
        (b"\xef\xbb\xbf \n<svg xmlns='x' onload='alert(1)'/>", "bild.png", "markup"),
        (b"<?xml version='1.0'?><a/>", "a.txt", "markup"),
        (b"hej\n<script>alert(1)</script>", "a.txt", "markup"),
        (b"#!/bin/sh\nrm -rf /", "a.txt", "markup"),
        (b"MZ\x90\x00" + b"\x00" * 60, "bild.png", "kind"),
        (b"\x7fELF\x02\x01\x01" + b"\x00" * 60, "bild.png", "kind"),
        ("hej".encode("utf-16"), "a.txt", "kind"),
        (b"hej\x00d", "a.txt", "kind"),
        (b"hej \x81", "a.txt", "kind"),
        (b"", "tom.txt", "empty"),
        (b" %PDF-1.7 \x00", "a.pdf", "kind"),
        (archive(a="b"), "a.zip", "office"),
        (b"PK\x03\x04rubbish", "a.docx", "office"),
        (archive(_types=f"{MAIN.replace('document.main', 'document.macroEnabled.main')}"), "a.docx", "office"),
        (archive(mimetype=ODT, Basic__x="x"), "a.odt", "office"),
        (locked(), "a.docx", "office"),
    ],
)
def test_wrong_files_are_refused_with_a_reason(content: bytes, name: str, code: str) -> None:
    with pytest.raises(ValidationError) as caught:
        check_upload(upload(content, name))
    assert caught.value.code == code
    assert caught.value.message


def macros() -> bytes:
    file = io.BytesIO(docx())
    with zipfile.ZipFile(file, "a") as packed:
        packed.writestr("word/vbaProject.bin", b"x")
    return file.getvalue()


def damaged_inside() -> bytes:
    """An archive in order, with a member that does not unpack."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", MAIN * 50)
    content, start = bytearray(file.getvalue()), 30 + len("[Content_Types].xml")
    content[start : start + 8] = b"\xff" * 8
    return bytes(content)


def says_less_than_it_holds() -> bytes:
    """The end record tells of one member; the record for large archives before it, which readers follow, of 5,001."""
    content = many_members()
    at = content.rfind(b"PK\x05\x06")
    size, start = struct.unpack_from("<II", content, at + 12)
    large = struct.pack("<4sQHHIIQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, 5_001, 5_001, size, start)
    locator = struct.pack("<4sIQI", b"PK\x06\x07", 0, at, 1)
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 1, 1, 46, start, 0)
    return content[:at] + large + locator + end


def many_members() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for number in range(5_001):
            packed.writestr(str(number), b"")
    return file.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        macros(),
        docx(bomb=b"\x00" * 3_000_000),
        many_members(),
        docx(**{"..__..__etc": "x"}),
        damaged_inside(),
    ],
    ids=["macros", "bomb", "many members", "path", "damaged inside"],
)
def test_archives_that_could_do_harm_are_refused(content: bytes) -> None:
    with pytest.raises(ValidationError) as caught:
        check_upload(upload(content, "a.docx"))
    assert caught.value.code == "office"


def test_archive_that_says_less_than_it_holds_is_refused_before_it_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    content = says_less_than_it_holds()
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert len(packed.infolist()) == 5_001
    opened: list[object] = []
    monkeypatch.setattr(zipfile, "ZipFile", opened.append)
    with pytest.raises(ValidationError):
        check_upload(upload(content, "a.docx"))
    assert opened == []


def test_size_is_limited(settings: Settings) -> None:
    settings.UPLOAD_MAX_BYTES = len(PNG)
    assert check_upload(upload()).size == len(PNG)
    settings.UPLOAD_MAX_BYTES = len(PNG) - 1
    for file in (upload(), RefusedUpload(field_name="upload", name="stor.png", sent_bytes=9)):
        with pytest.raises(ValidationError) as caught:
            check_upload(file)
        assert caught.value.code == "too_large"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd.txt"),
        ("C:\\bilder\\å.txt", "å.txt"),
        ("a\r\nX: y.txt", "a X y.txt"),
        ("fil\u202etxt.exe", "fil txt.txt"),
        ("rapport.2026", "rapport.2026.txt"),
        (".htaccess", "htaccess.txt"),
        ("...", "fil.txt"),
        ("", "fil.txt"),
        ("\x00\u200b.txt", "fil.txt"),
        ("a" * 300 + ".txt", "a" * (MOST - 4) + ".txt"),
    ],
)
def test_names_are_cleaned(name: str, kept: str) -> None:
    assert clean_name(name, extension="txt") == kept

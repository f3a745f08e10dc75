"""Uploads over the limit: read past, never kept, told about."""

import io
import tempfile
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.handlers.wsgi import WSGIRequest
from pytest_django import Settings

from sluss.web.uploads import RefusedUpload, refused_files

MIB = 1024 * 1024
BOUNDARY = b"grans"


class Body(io.RawIOBase):
    """A request body that is made while it is read: nothing of it lies in memory beforehand."""

    def __init__(self, parts: Iterator[bytes]) -> None:
        self.parts, self.rest, self.given = parts, b"", 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        while len(self.rest) < size and (part := next(self.parts, b"")):
            self.rest += part
        piece, self.rest = self.rest[:size], self.rest[size:]
        self.given += len(piece)
        return piece


def field(name: str, value: str) -> Iterator[bytes]:
    yield b'--%s\r\nContent-Disposition: form-data; name="%s"\r\n\r\n' % (BOUNDARY, name.encode())
    yield value.encode() + b"\r\n"


def file(name: str, size: int) -> Iterator[bytes]:
    yield b'--%s\r\nContent-Disposition: form-data; name="upload"; filename="%s"\r\n' % (BOUNDARY, name.encode())
    yield b"Content-Type: text/plain\r\n\r\n"
    for _ in range(size // MIB):
        yield b"x" * MIB
    yield b"x" * (size % MIB) + b"\r\n"


def chain(*parts: Iterator[bytes]) -> Iterator[bytes]:
    for part in parts:
        yield from part
    yield b"--%s--\r\n" % BOUNDARY


def request_of(body: Body, length: int) -> WSGIRequest:
    return WSGIRequest(
        {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": "/",
            "CONTENT_TYPE": f"multipart/form-data; boundary={BOUNDARY.decode()}",
            "CONTENT_LENGTH": str(length),
            "wsgi.input": body,
        }
    )


@pytest.fixture
def temporary(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.UPLOAD_MAX_BYTES = 3 * MIB
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_enormous_file_fills_neither_memory_nor_disk_and_typed_text_is_kept(temporary: Path) -> None:
    length = sum(map(len, chain(field("title", "Ljus"), file("stor.txt", 60 * MIB), field("text", "Mer"))))
    body = Body(chain(field("title", "Ljus"), file("stor.txt", 60 * MIB), field("text", "Mer")))
    request = request_of(body, length)
    tracemalloc.start()
    assert request.POST.dict() == {"title": "Ljus", "text": "Mer"}
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 8 * MIB
    assert body.given == length  # the browser could send all of it and gets its answer
    assert [(f.name, f.sent_bytes, f.size, f.read()) for f in refused_files(request)] == [
        ("stor.txt", 60 * MIB, 0, b"")
    ]
    assert list(temporary.iterdir()) == []


def test_files_beside_a_refused_one_arrive_whole(temporary: Path) -> None:
    def parts() -> Iterator[bytes]:
        return chain(file("a.txt", 2 * MIB), file("stor.txt", 4 * MIB), file("b.txt", 3 * MIB))

    request = request_of(Body(parts()), sum(map(len, parts())))
    arrived = request.FILES.getlist("upload")
    assert [(f.name, f.size, isinstance(f, RefusedUpload)) for f in arrived] == [
        ("a.txt", 2 * MIB, False),
        ("stor.txt", 0, True),
        ("b.txt", 3 * MIB, False),
    ]
    assert [len(f.read()) for f in arrived] == [2 * MIB, 0, 3 * MIB]
    request.close()


def test_file_of_exactly_the_limit_is_taken(temporary: Path) -> None:
    for size, refused in ((3 * MIB, 0), (3 * MIB + 1, 1)):
        request = request_of(Body(chain(file("a.txt", size))), sum(map(len, chain(file("a.txt", size)))))
        assert len(refused_files(request)) == refused
        request.close()


def test_handler_stands_first() -> None:
    assert django_settings.FILE_UPLOAD_HANDLERS[0] == "sluss.web.uploads.LimitedUploadHandler"

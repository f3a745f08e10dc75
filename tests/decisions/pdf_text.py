"""Reading a PDF that WeasyPrint wrote, far enough to see what it says: its objects, and the text of its pages."""

import re
import zlib

OBJECT = re.compile(rb"(\d+) 0 obj\s*<<(?:(?!endobj).)*?>>\s*stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
FONT = re.compile(rb"/BaseFont /(\w+)\+[^<>]*?/ToUnicode (\d+) 0 R|/ToUnicode (\d+) 0 R[^<>]*?/BaseFont /(\w+)\+")
PAIR = re.compile(rb"<([0-9a-fA-F]+)> <([0-9a-fA-F]+)>")
SHOWN = re.compile(rb"/(\w+) [\d.]+ Tf|\[([^\]]*)\] ?TJ|<([0-9a-fA-F]+)> ?Tj")
GLYPH = re.compile(rb"<([0-9a-fA-F]+)>")


def structure(pdf: bytes) -> bytes:
    """All of the document, what is packed unpacked."""
    return pdf + b"\n".join(_streams(pdf).values())


def text_of(pdf: bytes) -> str:
    """What the pages say, without the spaces and line ends: a line break need be no space in a PDF."""
    streams = _streams(pdf)
    maps = _maps(structure(pdf), streams)
    pages = [stream for stream in streams.values() if b" Tf" in stream and b"BT" in stream]
    return re.sub(r"\s", "", "".join(_page(page, maps) for page in pages))


def _streams(pdf: bytes) -> dict[int, bytes]:
    return {int(number): _unpacked(stream) for number, stream in OBJECT.findall(pdf)}


def _unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return stream


def _maps(content: bytes, streams: dict[int, bytes]) -> dict[bytes, dict[bytes, str]]:
    """By font, what each glyph stands for."""
    found = ((a or d, int(b or c)) for a, b, c, d in FONT.findall(content))
    return {font: _map(streams[number]) for font, number in found}


def _map(stream: bytes) -> dict[bytes, str]:
    return {glyph: bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in PAIR.findall(stream)}


def _page(page: bytes, maps: dict[bytes, dict[bytes, str]]) -> str:
    said, font = [], b""
    for named, array, single in SHOWN.findall(page):
        font = named or font
        glyphs = GLYPH.findall(array) + ([single] if single else [])
        codes = [run[at : at + 4] for run in glyphs for at in range(0, len(run), 4)]
        said += [maps[font].get(code, "") for code in codes]
    return "".join(said)

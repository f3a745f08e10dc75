"""PNG without a picture library: the chunks that make the picture are kept, everything beside and behind it is not.

Source: W3C, Portable Network Graphics (third edition), 5.3 and 11. The pixels themselves are decoded by browsers alone.
"""

import struct
import zlib
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from sluss.web.logo.refusal import Refused

SIGNATURE = b"\x89PNG\r\n\x1a\n"
KEPT = (b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"IDAT", b"IEND")
HEAD = struct.Struct(">I4s")
# Pixels a side: more makes phones run out of memory.
LONGEST_SIDE = 2000
BROKEN = _("The PNG file is broken. Save it anew in the program it was drawn in.")
TOO_MANY_PIXELS = _("The picture is more than 2,000 pixels wide or high. Save it smaller.")


def clean_png(data: bytes) -> bytes:
    """The same picture without text, time, place and whatever else a file may carry. Raises Refused."""
    chunks = list(_chunks(data))
    names = [name for name, _body in chunks]
    if names[:1] != [b"IHDR"] or names[-1:] != [b"IEND"] or b"IDAT" not in names or len(chunks[0][1]) != 13:
        raise Refused(BROKEN)
    if not all(0 < side <= LONGEST_SIDE for side in struct.unpack(">II", chunks[0][1][:8])):
        raise Refused(TOO_MANY_PIXELS)
    return SIGNATURE + b"".join(_written(name, body) for name, body in chunks if name in KEPT)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Each chunk's name and body, up to the end of the picture. Raises Refused where length or check sum is wrong."""
    at, name = len(SIGNATURE), b""
    while name != b"IEND":
        if at + HEAD.size + 4 > len(data):
            raise Refused(BROKEN)
        length, name = HEAD.unpack_from(data, at)
        body = data[at + HEAD.size : at + HEAD.size + length]
        at += HEAD.size + length
        if data[at : at + 4] != struct.pack(">I", zlib.crc32(name + body)):
            raise Refused(BROKEN)
        at += 4
        yield name, body


def _written(name: bytes, body: bytes) -> bytes:
    return HEAD.pack(len(body), name) + body + struct.pack(">I", zlib.crc32(name + body))

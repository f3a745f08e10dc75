"""Logos made harmless: attacks come out as nothing, drawings come out as they were."""

import struct
import zlib
from xml.etree.ElementTree import fromstring

import pytest

from sluss.web.logo.clean import MOST_BYTES, clean_logo
from sluss.web.logo.png import SIGNATURE
from sluss.web.logo.refusal import Refused

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9"'
SHAPE = '<path d="M0 0h9v9z" fill="#1d5567"/>'


def drawn(inside: str, *, attributes: str = "") -> str:
    return clean_logo(f"{HEAD} {attributes}>{SHAPE}{inside}</svg>".encode()).content.decode()


ATTACKS = [
    "<script>alert(1)</script>",
    '<script href="https://x.example/a.js"/>',
    '<script xlink:href="data:text/javascript,alert(1)"/>',
    '<rect width="1" height="1" onclick="alert(1)"/>',
    '<rect width="1" height="1" ONLOAD="alert(1)"/>',
    '<a href="javascript:alert(1)"><rect width="1" height="1"/></a>',
    '<image href="https://x.example/pixel.png" width="1" height="1"/>',
    '<image xlink:href="data:image/svg+xml;base64,PHN2Zz4=" width="1" height="1"/>',
    '<use href="https://x.example/a.svg#b"/>',
    '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><img src="x"/></body></foreignObject>',
    '<iframe xmlns="http://www.w3.org/1999/xhtml" src="https://x.example"/>',
    '<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>',
    '<animate attributeName="href" values="javascript:alert(1)"/>',
    '<set attributeName="onmouseover" to="alert(1)"/>',
    '<handler xmlns="http://www.w3.org/2001/xml-events">alert(1)</handler>',
    "<style>@import url(https://x.example/a.css);</style>",
    '<style>.a{fill:url(https://x.example/a.svg#p)}</style><rect class="a" width="1" height="1"/>',
    '<rect width="1" height="1" style="fill:url(https://x.example/a)"/>',
    '<rect width="1" height="1" fill="url(https://x.example/a#b)"/>',
    '<rect width="1" height="1" fill="u\\72l(https://x.example)"/>',
    '<rect width="1" height="1" filter="url(#f)" style="background:url(//x.example)"/>',
    '<rect width="1" height="1" id="x&quot; onload=&quot;alert(1)"/>',
    '<linearGradient id="g" href="https://x.example/a.svg#g"/>',
    "<title>&lt;script&gt;alert(1)&lt;/script&gt;</title>",
    '<svg onload="alert(1)"><script>alert(1)</script></svg>',
    '<metadata><rdf xmlns="http://www.w3.org/1999/02/22-rdf-syntax-ns#">Anna Andersson</rdf></metadata>',
    '<?xml-stylesheet href="https://x.example/a.css"?>',
    "<!-- ]]><script>alert(1)</script> -->",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_that_runs_or_reaches_out_comes_along(attack: str) -> None:
    clean = drawn(attack)
    for word in ("<script", "onload=", "onclick", "ONLOAD", "javascript", "x.example", "data:", "foreign", "import"):
        assert word not in clean.replace("http://www.w3.org/2000/svg", "")
    assert "Anna" not in clean
    assert 'd="M0 0h9v9z"' in clean
    allowed = {"svg", "path", "rect", "linearGradient", "title"}
    assert {element.tag.rpartition("}")[2] for element in fromstring(clean).iter()} <= allowed


def test_what_was_taken_out_is_named() -> None:
    logo = clean_logo(f'{HEAD} onload="x()">{SHAPE}<script/><image/><metadata/><style/></svg>'.encode())
    assert logo.taken_out == ("image", "onload", "script")


def test_drawing_keeps_its_shapes_colours_and_gradients() -> None:
    gradient = '<defs><linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient></defs>'
    clean = drawn(f'{gradient}<g transform="translate(1,2)"><circle cx="1" cy="2" r="3" fill="url(#g)"/></g>')
    for kept in ('id="g"', 'stop-color="red"', 'transform="translate(1,2)"', 'fill="url(#g)"', 'viewBox="0 0 9 9"'):
        assert kept in clean


def test_classes_and_styles_of_drawing_programs_become_attributes() -> None:
    sheet = "<style>/* x */ .a, .b { fill: #7A1E48; } .b{stroke:none!important} svg .c{fill:red}</style>"
    clean = drawn(f'{sheet}<rect class="b" style="opacity:.5;behavior:url(x)" width="1" height="1"/>')
    rect = next(e for e in fromstring(clean).iter() if e.tag.endswith("rect"))
    assert rect.attrib == {"width": "1", "height": "1", "fill": "#7A1E48", "stroke": "none", "opacity": ".5"}


def test_size_stands_in_for_a_missing_view_box() -> None:
    clean = clean_logo(b'<svg xmlns="http://www.w3.org/2000/svg" width="20px" height="10"><path d="M0 0"/></svg>')
    assert b'viewBox="0 0 20 10"' in clean.content


BOMB = '<!DOCTYPE svg [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]>'
REFUSED = [
    f"{BOMB}{HEAD}><title>&b;</title>{SHAPE}</svg>",
    f'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>{HEAD}><title>&x;</title>{SHAPE}</svg>',
    f'<!DOCTYPE svg SYSTEM "https://x.example/a.dtd">{HEAD}>{SHAPE}</svg>',
    f"{HEAD}><script>alert(1)</script></svg>",
    f"{HEAD}><path>",
    "<svg viewBox='0 0 1 1'><path d='M0 0'/></svg>",
    '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>',
    f"{HEAD}>" + "<g>" * 60 + SHAPE + "</g>" * 60 + "</svg>",
    f"{HEAD}>" + "<g/>" * 5001 + SHAPE + "</svg>",
    '<html xmlns="http://www.w3.org/1999/xhtml"><svg/></html>',
    "<html><body>inget</body></html>",
    "GIF89a",
    "",
    f"{HEAD}>{SHAPE}<desc>{'x' * MOST_BYTES}</desc></svg>",
]


@pytest.mark.parametrize("text", REFUSED, ids=range(len(REFUSED)))
def test_what_cannot_be_made_harmless_is_refused_with_a_reason(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        clean_logo(text.encode())
    assert len(str(refusal.value.reason)) > 20


def test_other_encodings_are_read_and_written_as_utf_8() -> None:
    text = f'<?xml version="1.0" encoding="utf-16"?>{HEAD}><title>Ö</title>{SHAPE}<script/></svg>'
    clean = clean_logo(text.encode("utf-16"))
    assert clean.content.decode().endswith("</svg>")
    assert "Ö" in clean.content.decode()


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(*, width: int = 2, height: int = 2, between: bytes = b"", after: bytes = b"") -> bytes:
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return SIGNATURE + header + between + chunk(b"IDAT", zlib.compress(b"\0\0\0" * 2)) + chunk(b"IEND", b"") + after


def test_png_keeps_the_picture_and_nothing_else() -> None:
    logo = clean_logo(png(between=chunk(b"tEXt", b"Author\0Anna"), after=b"<script>alert(1)</script>"))
    assert (logo.content, logo.content_type) == (png(), "image/png")


BROKEN = [
    png(width=5000),
    png(height=0),
    png()[:-6],
    SIGNATURE,
    SIGNATURE + chunk(b"IEND", b""),
    png()[:30] + b"x" * 40,
]


@pytest.mark.parametrize("data", BROKEN, ids=range(len(BROKEN)))
def test_broken_or_huge_png_is_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        clean_logo(data)

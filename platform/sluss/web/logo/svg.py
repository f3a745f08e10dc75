"""SVG rebuilt from an allow-list: what is not known to be a harmless drawing does not come along.

Nothing is taken over as text. The file is parsed without entities and document types, and a new tree is written from
known elements, known attributes and values of plain characters. So no script, event handler, style sheet, foreign
markup or address of another place can be in what comes out.
"""

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError, SubElement, register_namespace, tostring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext_lazy as _

from sluss.web.logo import styles
from sluss.web.logo.refusal import Refused

SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}href"
ELEMENTS = frozenset(
    [
        "svg",
        "g",
        "defs",
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "linearGradient",
        "radialGradient",
        "stop",
        "clipPath",
        "mask",
        "title",
        "desc",
    ]
)
TEXTS = frozenset(("title", "desc"))
# Said nothing about when they go: they draw nothing, and drawing programs put them into every file.
SILENT = frozenset(["style", "metadata", "namedview", "sodipodi"])
ATTRIBUTES = frozenset(
    [
        "id",
        "d",
        "x",
        "y",
        "x1",
        "y1",
        "x2",
        "y2",
        "cx",
        "cy",
        "r",
        "rx",
        "ry",
        "fx",
        "fy",
        "fr",
        "width",
        "height",
        "points",
        "viewBox",
        "preserveAspectRatio",
        "transform",
        "pathLength",
        "offset",
        "gradientUnits",
        "gradientTransform",
        "spreadMethod",
        "clipPathUnits",
        "maskUnits",
        "maskContentUnits",
    ]
)
# Numbers, colours, functions of them, and references within the drawing. No colon, so no address of another place.
PLAIN = re.compile(r"[\w\s.,#%()+-]*\Z", re.ASCII)
REFERENCE = re.compile(r"url\(\s*#[\w.-]+\s*\)\Z", re.ASCII)
LOCAL = re.compile(r"#[\w.-]+\Z", re.ASCII)
DEEPEST = 40
MOST_ELEMENTS = 5000

UNREADABLE = _("The SVG file cannot be read. Save it anew as plain SVG.")
ENTITIES = _("The SVG file declares a document type or entities, which can hide things. Save it anew as plain SVG.")
NO_DRAWING = _("There is nothing to see in the file when all that may not be in a logo is taken out of it.")
NO_SIZE = _("The SVG file does not say how large the drawing is (viewBox). Save it anew as plain SVG.")
TOO_DEEP = _("The drawing is too intricate for a logo.")


@dataclass
class Cleaning:
    """What is known while a drawing is rebuilt."""

    rules: dict[str, dict[str, str]]
    taken_out: set[str] = field(default_factory=set)
    drawn: int = 0


def clean_svg(data: bytes) -> tuple[bytes, tuple[str, ...]]:
    """The harmless drawing as UTF-8, and the names of what was taken out. Raises Refused."""
    root = _parsed(data)
    if root.tag != f"{SVG}svg":
        raise Refused(UNREADABLE)
    sheets = "\n".join(element.text or "" for element in root.iter(f"{SVG}style"))
    work = Cleaning(rules=styles.class_rules(sheets))
    clean = Element(f"{SVG}svg", _attributes(root, work))
    _give_size(clean)
    _copy_children(root, clean, work, depth=1)
    if not any(element.tag.removeprefix(SVG) not in ("svg", "g", "defs", *TEXTS) for element in clean.iter()):
        raise Refused(NO_DRAWING)
    # Whoever else writes SVG in this process (the PDF library does) may have named the namespace anew.
    register_namespace("", "http://www.w3.org/2000/svg")
    return tostring(clean, encoding="utf-8", xml_declaration=False), tuple(sorted(work.taken_out))


def _parsed(data: bytes) -> Element:
    try:
        return fromstring(data, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    except DefusedXmlException as error:
        raise Refused(ENTITIES) from error
    except (ParseError, ValueError, LookupError) as error:
        raise Refused(UNREADABLE) from error


def _copy_children(source: Element, target: Element, work: Cleaning, *, depth: int) -> None:
    if depth > DEEPEST:
        raise Refused(TOO_DEEP)
    for child in source:
        name = _name(child)
        if name not in ELEMENTS or name == "svg":
            if name.rpartition(":")[2] not in SILENT:
                work.taken_out.add(name)
            continue
        work.drawn += 1
        if work.drawn > MOST_ELEMENTS:
            raise Refused(TOO_DEEP)
        made = SubElement(target, f"{SVG}{name}", _attributes(child, work))
        if name in TEXTS:
            made.text = "".join(child.itertext())[:300]
        else:
            _copy_children(child, made, work, depth=depth + 1)


def _name(element: Element) -> str:
    """The element's name without SVG's own namespace; a foreign one keeps a mark that is on no list."""
    tag = str(element.tag)
    if tag.startswith(SVG):
        return tag.removeprefix(SVG)
    return f"foreign:{tag.rpartition('}')[2]}"


def _attributes(element: Element, work: Cleaning) -> dict[str, str]:
    """Known attributes with plain values. Classes and style attributes become the attributes that they stand for."""
    styled: dict[str, str] = {}
    for word in element.get("class", "").split():
        styled |= work.rules.get(word, {})
    styled |= styles.declarations(element.get("style", ""))
    kept = {name: value for name, value in (dict(element.items()) | styled).items() if _is_harmless(name, value)}
    work.taken_out |= {name for name, _value in element.items() if name.lower().startswith("on")}
    link = element.get("href") or element.get(XLINK) or ""
    if LOCAL.match(link) and _name(element) in ("linearGradient", "radialGradient"):
        kept["href"] = link
    return kept


def _is_harmless(name: str, value: str) -> bool:
    if name not in ATTRIBUTES and name not in styles.PROPERTIES:
        return False
    if "url" in value.lower():
        return REFERENCE.match(value.strip()) is not None
    return PLAIN.match(value) is not None


def _give_size(svg: Element) -> None:
    """A viewBox is needed to show the logo at the header's height, whatever the file's own measures are."""
    if svg.get("viewBox") is None:
        sides = [re.match(r"(\d+(?:\.\d+)?)(?:px)?\Z", svg.get(side, "")) for side in ("width", "height")]
        if not all(sides):
            raise Refused(NO_SIZE)
        svg.set("viewBox", "0 0 " + " ".join(side[1] for side in sides if side))

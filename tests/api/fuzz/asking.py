"""One request of one operation, drawn: by whom, where, with which parameters, headers and body."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from hypothesis import strategies as st

from tests.api.fuzz.drawing import RAW, WORDS, Drawing, written

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
REAL = "real"  # stands for the ETag of what stands, which only asking tells
NAMES = st.sampled_from(["a", "enkat-2026-17", "A" * 100, "A" * 101, "", "två ord", "å", ";"])
TAGS = st.sampled_from(['"x"', "*", "", 'W/"x"', '"x", "y"', "å", ","])
KINDS = st.sampled_from(
    ["text/plain", "application/xml", "", "application/json; charset=latin-1", "multipart/form-data"]
)
TAKEN = st.sampled_from(["*/*", "text/html", "application/xml", "application/problem+json", "", "å", "*/*;q=x"])
PLACES = st.sampled_from(["x", "0", "-1", "9" * 40, "%00", "%0A", "..", "å", "a b", "%FF", "1/2"])


@dataclass(frozen=True)
class Operation:
    path: str
    method: str
    told: dict[str, Any]

    @property
    def resource(self) -> str:
        return self.path.split("/")[3]

    @property
    def content(self) -> dict[str, Any] | None:
        found: dict[str, Any] | None = self.told.get("requestBody", {}).get("content", {}).get("application/json")
        return found


@dataclass
class Asked:
    """A request, as it is told where a test fails."""

    who: str
    method: str
    path: str
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)


@st.composite
def requests(draw: st.DrawFn, operation: Operation, drawing: Drawing, callers: list[str]) -> Asked:
    """Most by the key that may, and whole; the rest with something wrong anywhere."""
    who = draw(st.sampled_from([callers[0]] * 14 + callers))
    method = operation.method.upper() if _mostly(draw, 20) else draw(st.sampled_from(METHODS))
    path = draw(_path(operation, drawing)) + draw(_query(operation, drawing))
    headers = draw(_headers(operation))
    if operation.content is None:
        body: bytes = draw(st.sampled_from([b"", b"", b"{}", b'{"a": 1}']))
    else:
        body = draw(
            st.one_of(drawing.body(operation.content).map(written), RAW if not _mostly(draw, 10) else st.nothing())
        )
    return Asked(who, method, path, body, headers)


def _mostly(draw: st.DrawFn, times: int) -> bool:
    """False once in so many times."""
    return bool(draw(st.sampled_from([True] * (times - 1) + [False])))


@st.composite
def _path(draw: st.DrawFn, operation: Operation, drawing: Drawing) -> str:
    path = operation.path
    for one in operation.told.get("parameters", []):
        if one["in"] == "path":
            known = st.sampled_from(drawing.known[f"{operation.resource}/{one['name']}"]).map(str)
            value = draw(known if _mostly(draw, 12) else st.one_of(PLACES, drawing.fitting(one["schema"]).map(str)))
            path = path.replace(f"{{{one['name']}}}", value)
    return path


@st.composite
def _query(draw: st.DrawFn, operation: Operation, drawing: Drawing) -> str:
    pairs = []
    for one in operation.told.get("parameters", []):
        if one["in"] == "query" and draw(st.integers(0, 3)) == 0:
            fits = drawing.fitting(one["schema"], one["name"])
            pairs.append((one["name"], draw(fits if _mostly(draw, 4) else WORDS)))
    if not _mostly(draw, 12):
        pairs.append((draw(st.sampled_from(["page", "", "limit", "cursor", "format"])), draw(WORDS)))
    found = urlencode([(name, quote_plain(value)) for name, value in pairs])
    return f"?{found}" if found else ""


def quote_plain(value: Any) -> str:
    """A query has no lone surrogates: they are written as what no UTF-8 is."""
    return str(value) if _is_utf8(str(value)) else quote(b"\xff")


def _is_utf8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


@st.composite
def _headers(draw: st.DrawFn, operation: Operation) -> dict[str, str]:
    names = [one["name"] for one in operation.told.get("parameters", []) if one["in"] == "header"]
    found: dict[str, str] = {}
    if "If-Match" in names and _mostly(draw, 12):
        found["if-match"] = REAL if _mostly(draw, 10) else draw(TAGS)
    if "Idempotency-Key" in names and draw(st.booleans()):
        found["idempotency-key"] = draw(NAMES)
    if operation.method == "get" and not _mostly(draw, 5):
        found["if-none-match"] = draw(st.one_of(st.just(REAL), TAGS))
    if not _mostly(draw, 10):
        found["accept"] = draw(TAKEN)
    if not _mostly(draw, 10):
        found["content-type"] = draw(KINDS)
    if not _mostly(draw, 4):
        found["accept-language"] = draw(st.sampled_from(["en", "sv", "xx", "*", "å"]))
    return found

"""What is sent, drawn from the schema itself: what it describes, and what it does not."""

import datetime as dt
import json
import uuid
from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

# What people, programs and mischief put into fields of text.
WORDS = st.sampled_from(
    [
        "",
        " ",
        "Lånecyklar",
        "811218-9876",
        "<script>alert(1)</script>",
        "'; DROP TABLE ideas_idea; --",
        "\u202eBakvänt\u200b",
        "🚲" * 50,
        "\x00",
        "\ud800",
        "\r\n",
        "%(name)s {0}",
        "Å" * 10_001,
        "a\u0301" * 100,
        "anna@example.org",
        "2026-02-30",
    ]
)
JUNK = st.one_of(
    WORDS,
    st.none(),
    st.booleans(),
    st.integers(-(10**30), 10**30),
    st.floats(),
    st.just([]),
    st.just({}),
    st.just([[[]]]),
    st.just({"key": {"key": 1}}),
)
DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1))
# Days that services take, beside all days there are.
NEAR = st.dates(dt.date(2026, 1, 1), dt.date(2027, 12, 31))
MOMENTS = st.datetimes(dt.datetime(1900, 1, 1), dt.datetime(2100, 1, 1))  # noqa: DTZ001  # Z is written after them
FORMS = {
    "date": st.one_of(NEAR, DAYS).map(dt.date.isoformat),
    "date-time": MOMENTS.map(lambda at: f"{at.isoformat()}Z"),
    "decimal": st.decimals(0, 10**12 - 1, places=2).map(str),
    "email": st.sampled_from(["anna@example.org", "åsa@example.org", "x@y"]),
}


class Drawing:
    """Strategies for a document. `known` holds keys of the municipality by the name of the field that takes them."""

    def __init__(self, document: dict[str, Any], known: Mapping[str, list[Any]]) -> None:
        self.document, self.known = document, known

    def shape(self, schema: dict[str, Any]) -> dict[str, Any]:
        """The shape itself, where the schema names it."""
        found: dict[str, Any] = schema
        while "$ref" in found:
            found = self.document["components"]["schemas"][found["$ref"].rpartition("/")[2]]
        return found

    def fitting(self, schema: dict[str, Any], name: str = "") -> st.SearchStrategy[Any]:
        """What the schema describes, with keys that lead somewhere more often than not."""
        schema = self.shape(schema)
        if "oneOf" in schema:
            return st.one_of([self.fitting(one, name) for one in schema["oneOf"]])
        if "enum" in schema:
            return st.sampled_from(schema["enum"])
        kinds = schema.get("type", "object")
        if isinstance(kinds, list):
            return st.one_of([self.fitting(schema | {"type": kind}, name) for kind in kinds])
        drawn: st.SearchStrategy[Any] = getattr(self, f"_{kinds}")(schema, name)
        return drawn

    def body(self, content: dict[str, Any]) -> st.SearchStrategy[Any]:
        """The example of the schema, what fits the schema, and either of them with something put wrong."""
        examples = [one["value"] for one in content.get("examples", {}).values()]
        fitting = self.fitting(content["schema"])
        if examples:
            fitting = st.one_of(st.sampled_from(examples).flatmap(self._with_known), fitting)
        return st.one_of(fitting, fitting, fitting.flatmap(spoilt), JUNK)

    def _with_known(self, example: dict[str, Any]) -> st.SearchStrategy[Any]:
        """The example names nobody here: put those that are here in their place."""
        fields = {
            name: self._string({"format": "uuid"}, name) if _is_key(value) else st.just(value)
            for name, value in example.items()
        }
        return st.fixed_dictionaries(fields)

    def _object(self, schema: dict[str, Any], name: str) -> st.SearchStrategy[Any]:
        fields = {key: self.fitting(part, key) for key, part in schema.get("properties", {}).items()}
        needed = {key: fields.pop(key) for key in schema.get("required", [])}
        return st.fixed_dictionaries(needed, optional=fields)

    def _array(self, schema: dict[str, Any], name: str) -> st.SearchStrategy[Any]:
        return st.lists(self.fitting(schema["items"], name), max_size=min(schema.get("maxItems", 4), 4))

    def _string(self, schema: dict[str, Any], name: str) -> st.SearchStrategy[Any]:
        form = schema.get("format", "")
        if form == "uuid":
            known = st.sampled_from(self.known.get(name, self.known["member"])).map(str)
            return st.one_of(known, known, known, st.uuids().map(str))
        if form in FORMS:
            return FORMS[form]
        if name in self.known:
            return st.sampled_from(self.known[name])
        short, long = schema.get("minLength", 0), schema.get("maxLength", 10_000)
        words = st.one_of(WORDS, st.text(min_size=short, max_size=min(long, 30)))
        return words.filter(lambda text: short <= len(text) <= long)

    def _integer(self, schema: dict[str, Any], name: str) -> st.SearchStrategy[Any]:
        low, high = schema.get("minimum", -(10**9)), schema.get("maximum", 10**9)
        numbers = st.integers(low, high)
        known = [number for number in self.known.get(name, []) if low <= number <= high]
        return st.one_of(st.sampled_from(known), st.sampled_from(known), numbers) if known else numbers

    def _number(self, schema: dict[str, Any], name: str) -> st.SearchStrategy[Any]:
        return st.floats(allow_nan=False, allow_infinity=False)

    def _boolean(self, schema: dict[str, Any], name: str) -> st.SearchStrategy[Any]:
        return st.booleans()

    def _null(self, schema: dict[str, Any], name: str) -> st.SearchStrategy[Any]:
        return st.none()


@st.composite
def spoilt(draw: st.DrawFn, body: dict[str, Any]) -> Any:
    """A body that fits, with a field gone, a field too many or something else in a field's place."""
    changed = dict(body)
    if not changed or draw(st.booleans()):
        return changed | {draw(st.sampled_from(["rubrik", "pk", "", "__class__", "status\x00", "\ud800"])): draw(JUNK)}
    field = draw(st.sampled_from(sorted(changed)))
    if draw(st.booleans()):
        changed.pop(field)
        return changed
    return changed | {field: draw(JUNK)}


RAW = st.sampled_from(
    [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 5000, b'{"title": 1e400}', b'{"a": NaN}', b'"' + b"a" * 300_000]
)


def written(body: Any) -> bytes:
    """JSON as lenient writers write it, with NaN and lone surrogates."""
    return json.dumps(body).encode()


def _is_key(value: Any) -> bool:
    try:
        uuid.UUID(value)
    except (AttributeError, TypeError, ValueError):
        return False
    return True

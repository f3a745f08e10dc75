"""Finds the texts to translate in Python files and templates."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation.template import templatize

# What each function's leading arguments mean.
SINGLE = ("msgid",)
PLURAL = ("msgid", "plural")
CONTEXT = ("context", "msgid")
CONTEXT_PLURAL = ("context", "msgid", "plural")
FUNCTIONS: dict[str, tuple[str, ...]] = {
    "_": SINGLE,
    "gettext": SINGLE,
    "gettext_lazy": SINGLE,
    "gettext_noop": SINGLE,
    "ngettext": PLURAL,
    "ngettext_lazy": PLURAL,
    "pgettext": CONTEXT,
    "pgettext_lazy": CONTEXT,
    "npgettext": CONTEXT_PLURAL,
    "npgettext_lazy": CONTEXT_PLURAL,
}
STRING = r"u?(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")"
CALL = re.compile(rf"\b(_|n?p?gettext)\(\s*({STRING}(?:\s*,\s*{STRING})*)", re.DOTALL)
ONE_STRING = re.compile(STRING, re.DOTALL)


@dataclass(frozen=True, kw_only=True, order=True)
class Message:
    """A text in the source. `context` tells apart what English says with one word."""

    msgid: str
    plural: str = ""
    context: str = ""


def messages_in(path: Path) -> Iterator[Message]:
    """The texts of one file, in their order. Raises SyntaxError for a file that cannot be read as code or template."""
    text = path.read_text(encoding="utf-8")
    return _in_python(text, path) if path.suffix == ".py" else _in_template(text, path)


def _in_python(text: str, path: Path) -> Iterator[Message]:
    if "gettext" not in text:
        return
    for node in ast.walk(ast.parse(text, filename=str(path))):
        if isinstance(node, ast.Call) and (roles := FUNCTIONS.get(_name(node.func))):
            values = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
            yield from _message(roles, values)


def _name(function: ast.expr) -> str:
    match function:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _in_template(text: str, path: Path) -> Iterator[Message]:
    # Django turns the template into calls; all the rest of its answer is blanked out, so a pattern reads it safely.
    for call in CALL.finditer(templatize(text, origin=str(path))):
        values = [str(ast.literal_eval(found)) for found in ONE_STRING.findall(call[2])]
        yield from _message(FUNCTIONS[call[1]], values)


def _message(roles: tuple[str, ...], values: list[str]) -> Iterator[Message]:
    if len(values) >= len(roles):
        yield Message(**dict(zip(roles, values, strict=False)))

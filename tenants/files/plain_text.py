"""Plain text: letters that can be read, and nothing that a browser would run."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# No control characters but tab, line ends and form feed.
CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
UNDEFINED_IN_WINDOWS_1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
LOOKED_AT = 4096
MARKUP_FIRST = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*(?:<[!?/a-z]|#!)", re.IGNORECASE)
MARKUP = re.compile(
    rb"<(?:!doctype|html|head|body|svg|script|iframe|object|embed|form|meta|link|\?php|\?xml)\b", re.IGNORECASE
)


def check_text(content: bytes, *, otherwise: ValidationError) -> str:
    """The encoding of plain text: utf-8 or windows-1252.

    Raises `otherwise` for what is no text, and a ValidationError of its own for markup.
    """
    if CONTROL.search(content):
        raise otherwise
    if MARKUP_FIRST.match(content[:LOOKED_AT]) or MARKUP.search(content):
        raise ValidationError(
            _("The file holds web code (HTML, SVG or a script), whatever its name says. Such files are not taken."),
            code="markup",
        )
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        if UNDEFINED_IN_WINDOWS_1252.search(content):
            raise otherwise from None
        return "windows-1252"
    return "utf-8"

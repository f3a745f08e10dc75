"""What may stand in a mail's headers. Everything that comes from people passes here, so that no line can be added."""

import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

# Control and format characters, line and paragraph separators: what can end a header or turn it around for the eye.
NEVER_IN_A_HEADER = ("Cc", "Cf", "Zl", "Zp", "Cs")


def one_line(text: str) -> str:
    """`text` as a single line of visible characters."""
    visible = (" " if unicodedata.category(sign) in NEVER_IN_A_HEADER else sign for sign in text)
    return " ".join("".join(visible).split())


def is_address(text: str) -> bool:
    """Whether `text` is one e-mail address and nothing more."""
    try:
        validate_email(text)
    except ValidationError:
        return False
    return text == one_line(text)

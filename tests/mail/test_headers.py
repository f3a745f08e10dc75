"""Nothing that people write can become a header."""

import pytest

from tenants.mail.headers import is_address, one_line


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Hej", "Hej"),
        ("Hej\r\nBcc: x@example.org", "Hej Bcc: x@example.org"),
        ("Hej\u2028Bcc: x", "Hej Bcc: x"),
        ("a\x00b\x0bc\x85d", "a b c d"),
        ("fil\u202egnp.exe", "fil gnp.exe"),
        ("  många   mellanrum\t", "många mellanrum"),
    ],
)
def test_header_is_one_visible_line(typed: str, kept: str) -> None:
    assert one_line(typed) == kept


@pytest.mark.parametrize(
    ("typed", "fits"),
    [
        ("maria@example.org", True),
        ("maria@example.org\nBcc: x@example.org", False),
        ("maria@example.org, x@example.org", False),
        ("Maria <maria@example.org>", False),
        ("maria", False),
        ("", False),
    ],
)
def test_address_is_one_address_alone(typed: str, fits: bool) -> None:
    assert is_address(typed) is fits

"""Personal identity numbers in free text."""

import pytest

from sluss.text.personal_numbers import holds_personal_number, mask_personal_numbers


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ring 850709-9805 i dag", True),
        ("19850709-9805", True),
        ("8507099805", True),
        ("850769-9802", True),
        ("850709+9805", True),
        ("850709-9806", False),
        ("851309-9805", False),
        ("1850709-98051", False),
        ("000229-1235", True),
        ("Diarienummer 2024-12345", False),
    ],
)
def test_personal_number_is_found_by_its_date_and_check_digit(text: str, found: bool) -> None:
    assert holds_personal_number(text=text) is found
    assert ("••••••-••••" in mask_personal_numbers(text=text)) is found

"""Columns without names are called as spreadsheets call them."""

import pytest
from openpyxl.utils import get_column_letter

from tenants.imports.reading.headers import column_letters


@pytest.mark.parametrize(
    ("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA"), (702, "ZZ"), (703, "AAA")]
)
def test_column_is_called_as_in_a_spreadsheet(number: int, letters: str) -> None:
    assert column_letters(number) == letters == get_column_letter(number)

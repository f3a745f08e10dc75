"""Sizes of files, with decimals only where they say something."""

import pytest
from django.utils import translation

from sluss.text.sizes import file_size


@pytest.mark.parametrize(
    ("size", "language", "said"),
    [
        (20 * 1024 * 1024, "sv", "20\xa0MB"),
        (20 * 1024 * 1024, "en", "20\xa0MB"),
        (1_500_000, "sv", "1,4\xa0MB"),
        (1_500_000, "en", "1.4\xa0MB"),
        (2048, "sv", "2\xa0kB"),
    ],
)
def test_size_has_a_decimal_only_where_it_says_something(size: int, language: str, said: str) -> None:
    with translation.override(language):
        assert file_size(size).replace("KB", "kB") == said

"""Shares: English sets no space before the sign, Swedish one that does not break."""

import pytest
from django.utils import translation

from sluss.web.percent import percent


@pytest.mark.parametrize(("language", "said"), [("en", "74%"), ("sv", "74\xa0%")])
def test_percent_is_written_as_the_language_writes_it(language: str, said: str) -> None:
    with translation.override(language):
        assert percent(74) == said

import pytest
from django.utils.translation import trans_real

from sluss.translations.catalogues import compile_all
from sluss.translations.sources import own_apps


@pytest.fixture(scope="session")
def _compiled() -> None:
    """The Swedish texts as files that Django reads: they are never committed."""
    if sum(compile_all(app.path) for app in own_apps()):
        trans_real._translations.clear()  # type: ignore[attr-defined]

"""HTML as a tagged PDF (PDF/UA-1), by WeasyPrint. It fetches nothing: only our own static files, by `static:NAME`.

WeasyPrint stands on Pango, which is a library of the machine and no Python package; where it is missing everything but
PDF works, and `manage.py doctor` says how to get it.
"""

from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders

SCHEME = "static:"
PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


class PdfUnavailable(Exception):
    """This machine lacks the library that PDF is written with."""


@cache
def is_available() -> bool:
    """Whether PDF can be written here. Loading the libraries takes half a second, so only those who ask pay for it."""
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError):
        return False
    return True


def write_pdf(html: str, *, stylesheet: str) -> bytes:
    """The document, whose `<html lang>` and `<title>` become the PDF's. `stylesheet` is the name of a static file.

    Raises PdfUnavailable where the machine has no Pango.
    """
    if not is_available():
        raise PdfUnavailable
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts, fetcher = FontConfiguration(), _fetcher()
    style = CSS(string=Path(_found(stylesheet)).read_text(encoding="utf-8"), font_config=fonts, url_fetcher=fetcher)
    document = HTML(string=html, base_url=SCHEME, url_fetcher=fetcher)
    written: bytes = document.write_pdf(stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1")
    return written


def _fetcher() -> Any:
    """What gives WeasyPrint our static files and refuses every other address."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnFiles(URLFetcher):  # type: ignore[misc]  # the library has no types
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            if not url.startswith(SCHEME):
                raise ValueError(f"a PDF is made of our own files only, not of {url}")
            return URLFetcherResponse(url, Path(_found(url.removeprefix(SCHEME))).read_bytes())

    return OwnFiles()


def _found(name: str) -> str:
    found = finders.find(name)
    if not isinstance(found, str):
        raise FileNotFoundError(name)
    return found

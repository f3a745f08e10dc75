"""The versions of Python and PostgreSQL."""

import sys
from collections.abc import Iterator

from django.db import connections

from sluss.operations.checks.findings import Finding, finding
from sluss.web import pdf

OLDEST_PYTHON = (3, 12)
OLDEST_POSTGRESQL = 160000


def python_version() -> Iterator[Finding]:
    name = f"Python {sys.version_info.major}.{sys.version_info.minor}"
    yield finding(
        sys.version_info >= OLDEST_PYTHON,
        name,
        otherwise=f"{name} is too old",
        remedy="Install Python 3.12 or later, remove .venv and run: make setup",
    )


def pdf_library() -> Iterator[Finding]:
    """Only decisions as PDF stand on it, so its lack is no fault."""
    yield finding(
        pdf.is_available(),
        "PDF can be written",
        otherwise="PDF cannot be written: Pango is missing on this machine",
        remedy=f"On Debian and Ubuntu: apt-get install {pdf.PACKAGES}. On a Mac: brew install pango.",
        level="warning",
    )


def postgresql_version() -> Iterator[Finding]:
    with connections["default"].cursor() as cursor:
        number: int = cursor.connection.info.server_version
    name = f"PostgreSQL {number // 10000}.{number % 10000}"
    yield finding(
        number >= OLDEST_POSTGRESQL,
        name,
        otherwise=f"{name} is too old",
        remedy="Let DATABASE_URL name a PostgreSQL 16 or later.",
    )

"""The translations, compiled before anything reads them: Django keeps what it found when it started."""

from __future__ import annotations

from deploy.setup import say
from deploy.setup.places import PYTHON, ROOT

STOREYS = ("platform/sluss", "shared", "tenants")
COMPILE = [str(PYTHON), "manage.py", "translations", "--compile"]


def prepare() -> None:
    """Compiles the catalogues where one is newer than what was compiled of it. Raises StepError."""
    if are_current():
        return
    with say.step("compiling the translations"):
        say.run(COMPILE, remedy="See that the catalogues are whole: manage.py translations --check")


def are_current() -> bool:
    sources = [path for storey in STOREYS for path in (ROOT / storey).glob("**/locale/*/LC_MESSAGES/*.po")]
    compiled = [(source, source.with_suffix(".mo")) for source in sources]
    return all(mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime for po, mo in compiled)

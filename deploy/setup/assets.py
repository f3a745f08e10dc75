"""The front-end files that are served, copied from node_modules: these and no others."""

from __future__ import annotations

import re
from pathlib import Path

from deploy.setup import say
from deploy.setup.places import NODE_MODULES, ROOT

VENDOR = Path("platform/sluss/web/static/vendor")
TESTING = Path("tests/browser/vendor")
FONT = "@fontsource-variable"
# From (in node_modules) -> to (in the checkout).
FILES = {
    "@digdir/designsystemet-css/dist/src/index.css": VENDOR / "designsystemet.css",
    "@digdir/designsystemet-web/dist/umd/index.js": VENDOR / "designsystemet.js",
    f"{FONT}/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2": VENDOR
    / "fonts/atkinson-hyperlegible-next.woff2",
    f"{FONT}/source-serif-4/files/source-serif-4-latin-wght-normal.woff2": VENDOR / "fonts/source-serif-4.woff2",
    "axe-core/axe.min.js": TESTING / "axe.min.js",
}
SOURCE_MAP = re.compile(rb"\n?(//# sourceMappingURL=\S+|/\*# sourceMappingURL=\S+ \*/)\s*$")


def prepare() -> None:
    """Copies what is missing or different. Raises StepError where a package lacks a file."""
    for source, target in FILES.items():
        copy(NODE_MODULES / source, ROOT / target)


def copy(source: Path, target: Path) -> None:
    """A map that is not served would make the manifest of static files fail: its line is left out."""
    try:
        content = SOURCE_MAP.sub(b"\n", source.read_bytes())
    except OSError as error:
        remedy = "Remove the folder node_modules and run this again; deploy/setup/assets.py has the list of files."
        raise say.StepError(f"A front-end file is missing: {source}\n{remedy}") from error
    if not target.is_file() or target.read_bytes() != content:
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = target.with_name(target.name + ".new")
        fresh.write_bytes(content)
        fresh.replace(target)

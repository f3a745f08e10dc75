"""The library that PDF is written with. Where it cannot be had, everything but PDF works, and the doctor says so."""

from __future__ import annotations

import os
import shutil
import sys
from ctypes.util import find_library

from deploy.setup import say
from deploy.setup.places import TOOLS

LIBRARIES = ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset")
PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
TRIED = TOOLS / "pango-tried"


def prepare() -> None:
    """Installs the library where that can be done here, once; never stops the set-up."""
    if not missing() or TRIED.exists():
        return
    apt = shutil.which("apt-get")
    if apt is None or not hasattr(os, "geteuid") or os.geteuid() != 0:
        print("  PDF needs Pango, which is not here: see `manage.py doctor`", flush=True)
        return
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    TRIED.touch()
    try:
        with say.step("installing Pango by apt-get, for PDF"):
            for command in ([apt, "update", "-q"], [apt, "install", "-y", "-q", "--no-install-recommends", *PACKAGES]):
                say.run(command, remedy="Everything but PDF works without it.")
    except say.StepError as error:
        print(error, file=sys.stderr, flush=True)


def missing() -> list[str]:
    """Which of the libraries the machine's loader does not find."""
    return [name for name in LIBRARIES if find_library(name) is None]

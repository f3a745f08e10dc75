"""`python -m deploy.setup.test [pytest arguments]`: all tests, in a real Chromium where there is one or can be one."""

from __future__ import annotations

import os
import subprocess
import sys

from deploy.setup import browser
from deploy.setup.places import ROOT

BROWSER_TESTS = "tests/browser"
# Work is stolen at the end: browser tests come last, and one process had minutes of them left when the other was done.
PROCESSES = ("-n", "2", "--dist", "worksteal")
WITHOUT_BROWSER = f"""
==============================================================================
NOT RUN: the tests in {BROWSER_TESTS}. No Chromium was found on this machine and
none could be installed. Install one, or name it: make test CHROMIUM=/path/to/chromium
{{}}
=============================================================================="""


def main() -> int:
    arguments = sys.argv[1:]
    chromium = browser.obtain()
    if chromium:
        os.environ["CHROMIUM"] = chromium
    else:
        arguments = [f"--ignore={BROWSER_TESTS}", *arguments]
    code = subprocess.call([sys.executable, "-m", "pytest", *PROCESSES, *arguments], cwd=ROOT)
    return code if chromium else without_browser(code)


def without_browser(code: int) -> int:
    """A run without its browser tests is a failure unless somebody said that it is wanted."""
    wanted = os.environ.get("ALLOW_NO_BROWSER") == "1"
    print(
        WITHOUT_BROWSER.format("ALLOW_NO_BROWSER=1 accepts this." if not wanted else "Accepted (ALLOW_NO_BROWSER=1).")
    )
    return code if code or wanted else 1


if __name__ == "__main__":
    sys.exit(main())

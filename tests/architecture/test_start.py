"""What every process loads when it starts: it lies in memory once for each of them, used or not."""

import os
import subprocess
import sys

from tests.architecture.test_structure import ROOT

# For PDF, workbooks, their pictures and sums over large tables: loaded where they are used.
LARGE = {"weasyprint", "openpyxl", "PIL", "numpy", "fontTools"}
START = """
import sys
import sluss.wsgi
from django.urls import get_resolver
for site in ("sluss.urls_municipality", "sluss.urls_region"):
    assert get_resolver(site).url_patterns
print(*sorted(name for name in sys.modules if "." not in name))
"""


def test_web_process_starts_without_what_few_pages_use() -> None:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "platform")])}
    done = subprocess.run(
        [sys.executable, "-c", START], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    loaded = set(done.stdout.split())
    assert "tenants" in loaded
    assert loaded & LARGE == set()

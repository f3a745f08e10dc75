"""The test run's own PostgreSQL, started before Django reads its settings. Named in pytest's `-p`, so it comes first.

It lies in memory where there is room and gives up durability: nothing in it is to be kept.
"""

import atexit
import hashlib
import os
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path

from sluss.embedded import running
from sluss.translations.catalogues import compile_all
from sluss.translations.sources import own_apps

ROOM_NEEDED = 2 * 1024**3


def _folder() -> Path:
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > ROOM_NEEDED
    checkout = hashlib.sha256(str(Path(__file__).resolve()).encode()).hexdigest()[:10]
    return (memory if roomy else Path(tempfile.gettempdir())) / f"slusstrappan-tests-{os.getuid()}-{checkout}"


FOLDER = _folder()
os.environ["SLUSS_DATA"] = str(FOLDER / "data")
os.environ["SLUSS_FAST_PASSWORDS"] = "1"
os.environ["SLUSS_DEMO"] = "1"
os.environ["SLUSS_PORT"] = "80"
os.environ["SLUSS_DOMAIN"] = "localhost"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

# Before Django starts: it keeps the catalogues that it finds then.
for app in own_apps():
    compile_all(app.path)

_open = ExitStack()
atexit.register(_open.close)
if "TEST_DATABASE_URL" in os.environ:
    os.environ["DATABASE_URL"] = os.environ["TEST_DATABASE_URL"]
else:
    FOLDER.mkdir(parents=True, exist_ok=True)
    os.environ["DATABASE_URL"] = _open.enter_context(running(FOLDER / "pg", durable=False)).dsn("sluss_test")

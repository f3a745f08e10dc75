"""The two processes of the platform: web and worker."""

import sys
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings

from sluss.operations.children import Child
from sluss.operations.environments import environment_of

REPOSITORY = Path(__file__).resolve().parents[3]
WORKERS = 2
THREADS = 4
MEMORY_FOLDER = Path("/dev/shm")  # noqa: S108  (no secrets there: gunicorn's heartbeat, which must not wait for a disk)


def web(*, binds: Sequence[str]) -> Child:
    """Gunicorn on the given addresses, with the run login only."""
    options = ["--worker-class=gthread", f"--workers={WORKERS}", f"--threads={THREADS}", "--graceful-timeout=10"]
    # Loaded once, before the workers part: they share what is not written to, and start sooner.
    options += ["--log-level=warning", "--no-control-socket", "--preload"]
    options += [f"--worker-tmp-dir={MEMORY_FOLDER}"] if MEMORY_FOLDER.is_dir() else []
    options += [f"--bind={bind}" for bind in binds]
    return _child("web", [sys.executable, "-m", "gunicorn", *options, _application()])


def worker() -> Child:
    return _child("worker", [sys.executable, str(REPOSITORY / "manage.py"), "worker"])


def _application() -> str:
    module, _, name = settings.WSGI_APPLICATION.rpartition(".")
    return f"{module}:{name}"


def _child(name: str, command: Sequence[str]) -> Child:
    return Child(name=name, command=command, environment=environment_of(name), folder=REPOSITORY)

"""Secrets that an installation makes for itself on its first start and keeps in its data folder."""

import json
import os
import secrets
from pathlib import Path

NAMES = ("secret_key", "app_password", "migrate_password", "records_password")


def load(folder: Path) -> dict[str, str]:
    """The installation's secrets, made when they are missing. The file is readable by its owner only.

    Two processes may start at once: the first to create the file wins and the other reads it.
    """
    path = folder / "secrets.json"
    if not path.exists():
        _create(path)
    found: dict[str, str] = json.loads(path.read_text())
    return found


def _create(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}.{secrets.token_hex(4)}")
    draft.touch(mode=0o600)
    draft.write_text(json.dumps({name: secrets.token_urlsafe(48) for name in NAMES}, indent=2))
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()

"""The files of one embedded database.

The data folder holds the lease, the locks, the logs and the password. The cluster itself usually lies in it too; where
PostgreSQL's own user cannot reach that (root, checkout in a closed home), a line in ``location`` says where it lies.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from sluss.embedded.errors import EmbeddedDatabaseError


@dataclass(frozen=True)
class Place:
    """Names of the files in a data folder; nothing is read or written by it."""

    folder: Path

    @property
    def lease(self) -> Path:
        """Every user holds a shared lock on it; the guard waits for the exclusive one."""
        return self.folder / "lease"

    @property
    def start(self) -> Path:
        """Held exclusively by the user that starts the guard, so that only one does."""
        return self.folder / "start.lock"

    @property
    def guard(self) -> Path:
        """Held exclusively by the guard as long as it lives."""
        return self.folder / "guard.lock"

    @property
    def guard_log(self) -> Path:
        return self.folder / "guard.log"

    @property
    def server_log(self) -> Path:
        return self.folder / "postgres.log"

    @property
    def password(self) -> Path:
        return self.folder / "password"

    @property
    def port(self) -> Path:
        return self.folder / "port"

    @property
    def location(self) -> Path:
        return self.folder / "location"


def prepare(data_dir: Path) -> Place:
    """Makes the data folder. Raises EmbeddedDatabaseError where it cannot be made or written."""
    folder = data_dir.absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EmbeddedDatabaseError(f"The data folder {folder} cannot be made: {error.strerror}.") from error
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        raise EmbeddedDatabaseError(
            f"The data folder {folder} cannot be written by you. "
            "Give yourself the right to it, or choose another with SLUSS_DATA (make: DATA=...)."
        )
    return Place(folder)


def open_private(path: Path, flags: int) -> int:
    """Opens or makes a file that only its owner reads; made by root, it belongs to the folder's owner."""
    try:
        descriptor = os.open(path, flags | os.O_CREAT, 0o600)
    except OSError as error:
        raise EmbeddedDatabaseError(f"{path} cannot be opened: {error.strerror}.") from error
    if os.geteuid() == 0:
        owner = path.parent.stat()
        os.fchown(descriptor, owner.st_uid, owner.st_gid)
    return descriptor


def write_private(path: Path, text: str) -> None:
    """Replaces a file in one step, so that a reader never sees half of it."""
    fresh = path.with_name(path.name + ".new")
    with os.fdopen(open_private(fresh, os.O_WRONLY | os.O_TRUNC), "w") as file:
        file.write(text)
    fresh.replace(path)

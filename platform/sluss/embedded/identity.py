"""Which system user PostgreSQL runs as: oneself, or for root, whom PostgreSQL refuses, a user of its own."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from sluss.embedded.errors import EmbeddedDatabaseError

OWN_USER = "slusstrappan"
FALLBACK_USERS = ("postgres", "nobody")


class SpawnArguments(TypedDict, total=False):
    """What subprocess needs to start a child as another user."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class Identity:
    """A system user. `spawn` is empty where it is oneself."""

    uid: int
    gid: int

    @property
    def spawn(self) -> SpawnArguments:
        if self.uid == os.geteuid():
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def can_enter(self, folder: Path) -> bool:
        """Asked by trying it, because mode bits do not tell of access lists and mounts."""
        return self._succeeds(["/bin/sh", "-c", 'cd -- "$1"', "sh", str(folder)])

    def can_run(self, program: Path) -> bool:
        return self._succeeds([str(program), "--version"])

    def _succeeds(self, command: list[str]) -> bool:
        try:
            done = subprocess.run(command, cwd="/", capture_output=True, check=False, **self.spawn)
        except OSError:
            return False
        return done.returncode == 0

    def own(self, path: Path) -> None:
        if self.spawn:
            os.chown(path, self.uid, self.gid)


def owner_of(cluster: Path) -> Identity:
    """The user that an existing cluster belongs to."""
    status = cluster.stat()
    if os.geteuid() not in (0, status.st_uid):
        raise EmbeddedDatabaseError(f"The database in {cluster} belongs to another user. Run as that user.")
    return Identity(status.st_uid, status.st_gid)


def for_new_cluster() -> Identity:
    """Oneself; for root an unprivileged user, made if it is missing."""
    if os.geteuid() != 0:
        return Identity(os.geteuid(), os.getegid())
    _make_own_user()
    for name in (OWN_USER, *FALLBACK_USERS):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Identity(entry.pw_uid, entry.pw_gid)
    raise EmbeddedDatabaseError(
        f"PostgreSQL does not run as root, and no user `{OWN_USER}` could be made. "
        "Make one, run as an ordinary user, or set DATABASE_URL."
    )


def _make_own_user() -> None:
    try:
        pwd.getpwnam(OWN_USER)
    except KeyError:
        useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
        if useradd:
            options = ["--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
            # A failure (another process was first, no right to /etc) shows in the look-up that follows.
            subprocess.run([useradd, *options, OWN_USER], capture_output=True, check=False)

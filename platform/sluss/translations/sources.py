"""Which catalogue a source file belongs to: that of the innermost app around it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sluss.translations.messages import Message, messages_in

ROOT = Path(__file__).resolve().parents[3]
STOREYS = ("platform/sluss", "tenants", "testbed", "shared")
TEMPLATE_SUFFIXES = {".html", ".txt", ".xml", ".svg"}
# Texts of modules that belong to no app, as those of the settings.
HOME_OF_THE_REST = "sluss.web"


@dataclass(kw_only=True)
class App:
    """An app of ours and the texts found in it, each with the files that use it."""

    name: str
    path: Path
    found: dict[Message, list[str]] = field(default_factory=dict)


def own_apps(*, root: Path = ROOT) -> list[App]:
    """Every app under `root`, installed or not, without its texts."""
    configs = [path for storey in STOREYS for path in sorted((root / storey).glob("**/apps.py"))]
    return [_app(path.parent, root=root) for path in configs if "AppConfig" in path.read_text(encoding="utf-8")]


def read_apps(*, root: Path = ROOT) -> list[App]:
    """Every app under `root` with its texts. Raises SyntaxError for a file that cannot be read."""
    apps = own_apps(root=root)
    rest = [app for app in apps if app.name == HOME_OF_THE_REST]
    for storey in STOREYS:
        for path in _sources(root / storey):
            owner = max(_around(path, apps=apps) or rest, key=lambda app: len(app.path.parts))
            _add(owner, path, root=root)
    return apps


def _app(folder: Path, *, root: Path) -> App:
    return App(name=".".join(folder.relative_to(root).parts).removeprefix("platform."), path=folder)


def _sources(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".py" or (path.suffix in TEMPLATE_SUFFIXES and "templates" in path.parts):
            yield path


def _around(path: Path, *, apps: list[App]) -> list[App]:
    return [app for app in apps if path.is_relative_to(app.path)]


def _add(app: App, path: Path, *, root: Path) -> None:
    for message in messages_in(path):
        files = app.found.setdefault(message, [])
        name = path.relative_to(root).as_posix()
        if name not in files:
            files.append(name)

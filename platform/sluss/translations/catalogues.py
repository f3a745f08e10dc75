"""The catalogues: one per app, `locale/sv/LC_MESSAGES/django.po`, compiled to a file that is never committed.

English is the language of the source. It has no catalogues: Django falls back on the text itself, plurals included.
"""

import os
import tempfile
from pathlib import Path

import polib

from sluss.translations.messages import Message
from sluss.translations.sources import App

type Entry = polib.POEntry | polib.MOEntry

LANGUAGES = ("sv",)
PLURAL_FORMS = "nplurals=2; plural=(n != 1);"
WIDTH = 110
# A translation of a text that stands in another package is kept while its comment names the package.
BORROWED = "from "


def po_path(app_path: Path, language: str) -> Path:
    return app_path / "locale" / language / "LC_MESSAGES" / "django.po"


def read(path: Path) -> polib.POFile:
    """The catalogue at `path`, an empty one where there is none."""
    if path.exists():
        catalogue = polib.pofile(str(path), wrapwidth=WIDTH)
        assert isinstance(catalogue, polib.POFile)
        return catalogue
    catalogue = polib.POFile(wrapwidth=WIDTH)
    catalogue.metadata = {
        "Language": path.parents[1].name,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURAL_FORMS,
    }
    return catalogue


def message_of(entry: Entry) -> Message:
    return Message(msgid=entry.msgid, plural=entry.msgid_plural, context=entry.msgctxt or "")


def is_borrowed(entry: polib.POEntry) -> bool:
    return entry.comment.startswith(BORROWED)


def update(app: App) -> int:
    """Brings the app's catalogues in line with its texts and gives the number still to translate."""
    return sum(_update(app, po_path(app.path, language)) for language in LANGUAGES)


def _update(app: App, path: Path) -> int:
    if not app.found and not path.exists():
        return 0
    catalogue = read(path)
    before = str(catalogue)
    known = {(entry.msgctxt or "", entry.msgid): entry for entry in catalogue}
    fresh = [_entry(message, files, known) for message, files in app.found.items()]
    wanted = {(entry.msgctxt or "", entry.msgid) for entry in fresh}
    gone = [_retire(entry) for key, entry in known.items() if key not in wanted and _worth_keeping(entry)]
    catalogue[:] = fresh + gone
    catalogue.sort(key=_order)
    if str(catalogue) != before:
        path.parent.mkdir(parents=True, exist_ok=True)
        catalogue.save(str(path))
    return sum(not entry.translated() for entry in fresh)


def _entry(message: Message, files: list[str], known: dict[tuple[str, str], polib.POEntry]) -> polib.POEntry:
    entry = known.get((message.context, message.msgid)) or _empty(message)
    entry.obsolete = False
    entry.occurrences = [(name, "") for name in files]
    if entry.msgid_plural != message.plural:
        entry.msgid_plural = message.plural
        entry.msgstr, entry.msgstr_plural = "", {0: entry.msgstr, 1: ""} if message.plural else {}
    elif message.plural and not entry.msgstr_plural:
        entry.msgstr_plural = {0: "", 1: ""}
    return entry


def _empty(message: Message) -> polib.POEntry:
    return polib.POEntry(msgid=message.msgid, msgctxt=message.context or None)


def _worth_keeping(entry: polib.POEntry) -> bool:
    return bool(entry.msgstr or any(entry.msgstr_plural.values()))


def _retire(entry: polib.POEntry) -> polib.POEntry:
    entry.obsolete = not is_borrowed(entry)
    entry.occurrences = []
    return entry


def _order(entry: polib.POEntry) -> tuple[bool, list[str], str, str]:
    """By file and text and not by line, so that moving code changes no catalogue."""
    return entry.obsolete, [name for name, _line in entry.occurrences[:1]], entry.msgid, entry.msgctxt or ""


def compile_all(app_path: Path) -> int:
    """Compiles the app's catalogues that are newer than their compiled files, and gives their number."""
    stale = [path for language in LANGUAGES if _is_stale(path := po_path(app_path, language))]
    for path in stale:
        _compile(path)
    return len(stale)


def _is_stale(path: Path) -> bool:
    if not path.exists():
        return False
    compiled = path.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < path.stat().st_mtime


def _compile(path: Path) -> None:
    # Renamed into place: a process that starts meanwhile reads the old file or the new one, never half of one.
    handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
    with os.fdopen(handle, "wb") as file:
        file.write(read(path).to_binary())
    Path(temporary).chmod(0o644)
    Path(temporary).replace(path.with_suffix(".mo"))

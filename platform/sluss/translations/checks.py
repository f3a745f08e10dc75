"""What is wrong with the catalogues."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import django
import polib
from django.apps import apps

from sluss.translations import catalogues
from sluss.translations.messages import Message
from sluss.translations.sources import App

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%%?[a-z]|\{\w*\}")
Words = tuple[str, ...]


def faults(found: list[App]) -> Iterator[str]:
    """One line for each fault in any catalogue: missing, fuzzy, obsolete, unbalanced, or never shown."""
    for language in catalogues.LANGUAGES:
        ours = {app.name: catalogues.read(catalogues.po_path(app.path, language)) for app in found}
        foreign = _foreign(ours, language=language)
        upstream = {catalogues.message_of(entry) for catalogue in foreign.values() for entry in catalogue}
        for app in found:
            for fault in _in_app(app, ours[app.name], upstream=upstream):
                yield f"{app.name} [{language}] {fault}"
        yield from _shadowed(ours, foreign, language=language)


def _foreign(ours: dict[str, polib.POFile], *, language: str) -> dict[str, polib.MOFile]:
    """What Django and the installed packages bring, compiled: that is what runs, and some ship sources without it."""
    folders = {config.name: Path(config.path) for config in apps.get_app_configs() if config.name not in ours}
    folders["django"] = Path(django.__file__).parent / "conf"
    compiled = {name: catalogues.po_path(folder, language).with_suffix(".mo") for name, folder in folders.items()}
    return {name: polib.mofile(str(path)) for name, path in compiled.items() if path.exists()}


def _in_app(app: App, catalogue: polib.POFile, *, upstream: set[Message]) -> Iterator[str]:
    live = {catalogues.message_of(entry): entry for entry in catalogue if not entry.obsolete}
    for message, files in app.found.items():
        entry = live.get(message)
        if entry is None or not (entry.translated() or entry.fuzzy):
            yield f"missing: {message.msgid!r} ({files[0]})"
    for entry in catalogue:
        message = catalogues.message_of(entry)
        used = message in app.found or (catalogues.is_borrowed(entry) and message in upstream)
        yield from _in_entry(entry, used=used)


def _in_entry(entry: polib.POEntry, *, used: bool) -> Iterator[str]:
    if entry.obsolete or not used:
        yield f"obsolete: {entry.msgid!r}"
    elif entry.fuzzy:
        yield f"fuzzy: {entry.msgid!r}"
    elif entry.translated() and not _balanced(entry):
        yield f"unbalanced placeholders: {entry.msgid!r}"


def _balanced(entry: polib.POEntry) -> bool:
    if not entry.msgid_plural:
        return _placeholders(entry.msgid) == _placeholders(entry.msgstr)
    one, many = (_placeholders(entry.msgstr_plural[number]) for number in (0, 1))
    wanted = _placeholders(entry.msgid_plural)
    # "One idea" may leave its number out.
    return many == wanted and one <= wanted


def _placeholders(text: str) -> Counter[str]:
    return Counter(PLACEHOLDER.findall(text))


def _shadowed(ours: dict[str, polib.POFile], foreign: dict[str, polib.MOFile], *, language: str) -> Iterator[str]:
    """Django keeps one translation per text: that of the first app in INSTALLED_APPS. The others are never shown."""
    shown: dict[Message, tuple[str, Words]] = {}
    for name, catalogue in _by_power(ours, foreign):
        for entry in catalogue.translated_entries():
            words = _words(entry)
            winner, winning = shown.setdefault(catalogues.message_of(entry), (name, words))
            if name in ours and winning != words:
                yield (
                    f"{name} [{language}] shadowed by {winner}: {entry.msgid!r} is shown as {winning[0]!r}, "
                    f"not {words[0]!r}"
                )


def _by_power(
    ours: dict[str, polib.POFile], foreign: dict[str, polib.MOFile]
) -> Iterator[tuple[str, polib.POFile | polib.MOFile]]:
    for config in apps.get_app_configs():
        if catalogue := ours.get(config.name) or foreign.get(config.name):
            yield config.name, catalogue


def _words(entry: catalogues.Entry) -> Words:
    return tuple(entry.msgstr_plural.values()) if entry.msgid_plural else (entry.msgstr,)

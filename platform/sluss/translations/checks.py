"""What is wrong with the catalogues."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import polib
from django.apps import apps

from sluss.translations import catalogues
from sluss.translations.messages import Message
from sluss.translations.sources import App

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%%?[a-z]|\{\w*\}")
Words = tuple[str, ...]


def faults(found: list[App]) -> Iterator[str]:
    """One line for each fault in any catalogue: missing, fuzzy, obsolete, unbalanced, or shown differently."""
    for language in catalogues.LANGUAGES:
        read = {app.name: catalogues.read(catalogues.po_path(app.path, language)) for app in found}
        for app in found:
            for fault in _in_app(app, read[app.name]):
                yield f"{app.name} [{language}] {fault}"
        yield from _shadowed(read, language=language)


def _in_app(app: App, catalogue: polib.POFile) -> Iterator[str]:
    live = {catalogues.message_of(entry): entry for entry in catalogue if not entry.obsolete}
    for message, files in app.found.items():
        entry = live.get(message)
        if entry is None or not (entry.translated() or entry.fuzzy):
            yield f"missing: {message.msgid!r} ({files[0]})"
    for entry in catalogue:
        yield from _in_entry(entry, used=catalogues.message_of(entry) in app.found)


def _in_entry(entry: polib.POEntry, *, used: bool) -> Iterator[str]:
    if entry.obsolete or not (used or catalogues.is_borrowed(entry)):
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


def _shadowed(ours: dict[str, polib.POFile], *, language: str) -> Iterator[str]:
    """Django keeps one translation per text: that of the first app in INSTALLED_APPS. The others are never shown."""
    shown: dict[Message, tuple[str, Words]] = {}
    for name, catalogue in _in_order_of_power(ours, language=language):
        for entry in catalogue:
            if entry.obsolete or not entry.translated():
                continue
            message, words = catalogues.message_of(entry), _words(entry)
            winner, winning = shown.setdefault(message, (name, words))
            if name in ours and winning != words:
                yield f"{name} [{language}] shadowed by {winner}: {entry.msgid!r} is shown as {winning[0]!r}, not {words[0]!r}"


def _in_order_of_power(ours: dict[str, polib.POFile], *, language: str) -> Iterable[tuple[str, polib.POFile]]:
    for config in apps.get_app_configs():
        path = catalogues.po_path(Path(config.path), language)
        if config.name in ours:
            yield config.name, ours[config.name]
        elif path.exists():
            yield config.name, catalogues.read(path)


def _words(entry: polib.POEntry) -> Words:
    return tuple(entry.msgstr_plural.values()) if entry.msgid_plural else (entry.msgstr,)

import os
from pathlib import Path

import polib
import pytest

from sluss.translations import checks
from sluss.translations.catalogues import compile_all, po_path, read, update
from sluss.translations.messages import Message
from sluss.translations.sources import App, own_apps, read_apps

HELLO = Message(msgid="Hello %(name)s")
IDEAS = Message(msgid="%(n)d idea", plural="%(n)d ideas")


def app(path: Path, *messages: Message) -> App:
    return App(name="tenants.sample", path=path, found={message: ["tenants/sample/a.py"] for message in messages})


def translate(path: Path, **changes: str) -> None:
    """Gives each entry of the app's catalogue a good translation, then `changes` to the one of HELLO."""
    catalogue = read(po_path(path, "sv"))
    for entry in catalogue:
        if entry.msgid_plural:
            entry.msgstr_plural = {0: "en idé", 1: "%(n)d idéer"}
        else:
            entry.msgstr = "Hej %(name)s"
            for name, value in changes.items():
                setattr(entry, name, value)
    catalogue.save()


def entries(path: Path) -> dict[str, polib.POEntry]:
    return {entry.msgid: entry for entry in read(po_path(path, "sv"))}


def test_update_adds_what_is_new_and_keeps_what_is_translated(tmp_path: Path) -> None:
    assert update(app(tmp_path, HELLO)) == 1
    translate(tmp_path)
    assert update(app(tmp_path, HELLO, IDEAS)) == 1
    assert entries(tmp_path)["Hello %(name)s"].msgstr == "Hej %(name)s"
    assert entries(tmp_path)["%(n)d idea"].msgstr_plural == {0: "", 1: ""}


def test_update_twice_changes_nothing(tmp_path: Path) -> None:
    update(app(tmp_path, HELLO, IDEAS))
    path = po_path(tmp_path, "sv")
    before = path.read_bytes()
    os.utime(path, (1, 1))
    update(app(tmp_path, IDEAS, HELLO))
    assert (path.read_bytes(), path.stat().st_mtime) == (before, 1)


def test_text_that_left_the_code_is_obsolete_and_comes_back_translated(tmp_path: Path) -> None:
    update(app(tmp_path, HELLO, IDEAS))
    translate(tmp_path)
    update(app(tmp_path, IDEAS))
    assert entries(tmp_path)["Hello %(name)s"].obsolete
    update(app(tmp_path, HELLO, IDEAS))
    assert not entries(tmp_path)["Hello %(name)s"].obsolete
    assert entries(tmp_path)["Hello %(name)s"].msgstr == "Hej %(name)s"


def test_untranslated_text_that_left_the_code_is_dropped(tmp_path: Path) -> None:
    update(app(tmp_path, HELLO, IDEAS))
    update(app(tmp_path, IDEAS))
    assert list(entries(tmp_path)) == ["%(n)d idea"]


def test_app_without_texts_gets_no_catalogue(tmp_path: Path) -> None:
    assert update(app(tmp_path)) == 0
    assert not po_path(tmp_path, "sv").exists()


def test_compile_takes_only_what_has_changed(tmp_path: Path) -> None:
    update(app(tmp_path, HELLO))
    translate(tmp_path)
    assert (compile_all(tmp_path), compile_all(tmp_path)) == (1, 0)
    compiled = po_path(tmp_path, "sv").with_suffix(".mo")
    assert [(entry.msgid, entry.msgstr) for entry in polib.mofile(str(compiled))] == [
        ("Hello %(name)s", "Hej %(name)s")
    ]
    os.utime(compiled, (1, 1))
    assert compile_all(tmp_path) == 1


def test_complete_catalogue_has_no_faults(tmp_path: Path) -> None:
    update(app(tmp_path, HELLO, IDEAS))
    translate(tmp_path)
    assert list(checks.faults([app(tmp_path, HELLO, IDEAS)])) == []


@pytest.mark.parametrize(
    ("changes", "found", "fault"),
    [
        ({"msgstr": ""}, [HELLO, IDEAS], "missing: 'Hello %(name)s' (tenants/sample/a.py)"),
        ({"flags": ["fuzzy"]}, [HELLO, IDEAS], "fuzzy: 'Hello %(name)s'"),
        ({"msgstr": "Hej %(namn)s"}, [HELLO, IDEAS], "unbalanced placeholders: 'Hello %(name)s'"),
        ({"msgstr": "Hej"}, [HELLO, IDEAS], "unbalanced placeholders: 'Hello %(name)s'"),
        ({}, [IDEAS], "obsolete: 'Hello %(name)s'"),
        ({"comment": "from django"}, [IDEAS], "obsolete: 'Hello %(name)s'"),
        ({}, [HELLO, IDEAS, Message(msgid="New")], "missing: 'New' (tenants/sample/a.py)"),
    ],
)
def test_fault_is_told(tmp_path: Path, changes: dict[str, str], found: list[Message], fault: str) -> None:
    update(app(tmp_path, HELLO, IDEAS))
    translate(tmp_path, **changes)
    assert list(checks.faults([app(tmp_path, *found)])) == [f"tenants.sample [sv] {fault}"]


def test_own_words_for_a_text_of_django_are_kept_and_in_order(tmp_path: Path) -> None:
    path = po_path(tmp_path, "sv")
    path.parent.mkdir(parents=True)
    catalogue = read(path)
    catalogue.append(polib.POEntry(msgid="Enter a number.", msgstr="Skriv ett tal.", comment="from django"))
    catalogue.save(str(path))
    update(app(tmp_path))
    assert not entries(tmp_path)["Enter a number."].obsolete
    assert list(checks.faults([app(tmp_path)])) == []


def test_translation_that_another_app_hides_is_told(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    found = []
    for name, path, words in (("sluss.web", first, "Hej %(name)s"), ("tenants.ideas", second, "Hallå %(name)s")):
        update(App(name=name, path=path, found={HELLO: ["a.py"]}))
        translate(path, msgstr=words)
        found.append(App(name=name, path=path, found={HELLO: ["a.py"]}))
    assert list(checks.faults(found)) == [
        "tenants.ideas [sv] shadowed by sluss.web: 'Hello %(name)s' is shown as 'Hej %(name)s', not 'Hallå %(name)s'"
    ]


def test_texts_outside_an_app_belong_to_the_web_layer(tmp_path: Path) -> None:
    for name, text in {
        "platform/sluss/web/apps.py": "class WebConfig(AppConfig): ...",
        "platform/sluss/settings/apps.py": 'from django.utils.translation import gettext\ngettext("Swedish")',
        "tenants/ideas/apps.py": "class IdeasConfig(AppConfig): ...",
        "tenants/ideas/templates/ideas/list.html": '{% load i18n %}{% translate "Ideas" %}',
        "tenants/ideas/static/ideas/x.html": '{% translate "Not a template" %}',
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    assert [found.name for found in own_apps(root=tmp_path)] == ["sluss.web", "tenants.ideas"]
    texts = {found.name: found.found for found in read_apps(root=tmp_path)}
    assert texts == {
        "sluss.web": {Message(msgid="Swedish"): ["platform/sluss/settings/apps.py"]},
        "tenants.ideas": {Message(msgid="Ideas"): ["tenants/ideas/templates/ideas/list.html"]},
    }

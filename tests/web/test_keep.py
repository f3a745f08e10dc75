"""Parts that are kept: rendered once, and never shown where they would have been rendered otherwise."""

from dataclasses import dataclass

import pytest
from django.utils import translation
from django.utils.safestring import mark_safe

from sluss.web import keep
from sluss.web.keep import kept, kept_each
from sluss.web.navigation import NavItem

LIST = "web/parts/nav_list.html"


@dataclass(frozen=True)
class Link:
    label: object
    url: str = "/"
    current: bool = False


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The templates that were rendered, in order."""
    done: list[str] = []
    real = keep.render_to_string
    monkeypatch.setattr(keep, "render_to_string", lambda name, given: done.append(name) or real(name, given))
    return done


pytestmark = pytest.mark.django_db


def test_same_values_are_rendered_once(rendered: list[str]) -> None:
    first, second = kept(LIST, {"items": [Link("Start")]}), kept(LIST, {"items": [Link("Start")]})
    assert first == second == '<ul class="nav-list"><li><a href="/">Start</a></li></ul>\n'
    assert rendered == [LIST]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Link("Start"), Link("Slut")),
        (Link("Start"), Link("Start", current=True)),
        (Link("<b>"), Link(mark_safe("<b>"))),
        (Link(1), Link(True)),
        (Link("Start"), NavItem(label="Start", url="/")),
    ],
    ids=["text", "field", "safe text", "type", "class"],
)
def test_other_values_are_rendered_for_themselves(rendered: list[str], one: Link, other: Link) -> None:
    for link in (one, other, one):
        shown = "&lt;b&gt;" if type(link.label) is str and link.label == "<b>" else f">{link.label}<"
        assert shown in kept(LIST, {"items": [link]})
    assert rendered == [LIST, LIST]


def test_text_that_waits_for_its_language_is_kept_for_each(rendered: list[str]) -> None:
    label = translation.gettext_lazy("Swedish")
    for language, word in (("sv", "Svenska"), ("en", "Swedish"), ("sv", "Svenska")):
        with translation.override(language):
            assert word.casefold() in kept(LIST, {"items": [Link(label)]}).casefold()
    assert rendered == [LIST, LIST]


@dataclass(frozen=True)
class Row(Link):
    is_own_key = True


def test_row_that_is_a_key_as_it_is_is_kept_by_all_its_fields(rendered: list[str]) -> None:
    for row in (Row("A"), Row("A", current=True), Row("A", url="/a/"), Row("A"), Link("A")):
        assert f'href="{row.url}"' in kept(LIST, {"items": [row]})
    assert rendered == [LIST] * 4


def test_each_value_is_kept_by_itself(rendered: list[str]) -> None:
    kept_each(LIST, "items", [(Link("A"),), (Link("B"),), (Link("A"),)])
    assert rendered == [LIST, LIST]


def test_full_shelf_is_emptied(rendered: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keep, "MOST", 2)
    for label in ("A", "B", "C"):
        kept(LIST, {"items": [Link(label)]})
    assert len(keep._shelf) == 1


def test_what_cannot_be_a_key_is_refused() -> None:
    with pytest.raises(TypeError):
        kept(LIST, {"items": {"a": 1}})

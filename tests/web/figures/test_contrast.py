"""The colours of the figures against their grounds, computed from the style sheets: axe does not look into drawings."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).resolve().parents[3] / "platform/sluss/web/static/web/css"
DARK = "@media (prefers-color-scheme: dark)"
# Names of the design's tokens. Whatever else a figure is drawn with must be put in one of these lists.
PARTS = ("--deep-water", "--rust", "--wood", "--line-strong")
TEXTS = ("--ink", "--muted")
GROUNDS = ("--limestone", "--limestone-deep", "--paper", "--ds-color-neutral-background-default")
DECORATION = ("--line",)  # lines of a scale whose numbers are written out


def tokens(scheme: str) -> dict[str, str]:
    """The custom properties of theme and tokens as that colour scheme leaves them."""
    theme = (CSS / "theme.css").read_text()
    wanted = re.search(rf"@media \(prefers-color-scheme:{scheme}\)(.*?)@layer ", theme, re.DOTALL)
    assert wanted
    light, _, rest = (CSS / "tokens.css").read_text().partition(DARK)
    dark = rest.partition("body {")[0] if scheme == "dark" else ""
    pairs = [pair for text in (wanted[1], light, dark) for pair in re.findall(r"(--[\w-]+):\s*([^;}]+)", text)]
    return dict(pairs)


def figure_rules() -> str:
    """The part of figures.css that is about figures, without what forced colours and paper change."""
    return (CSS / "figures.css").read_text().partition(".figure, .figure-inline")[2].partition("@media")[0]


def resolved(name: str, known: dict[str, str]) -> str:
    value = known[name].strip()
    inner = re.fullmatch(r"var\((--[\w-]+)\)", value)
    return resolved(inner[1], known) if inner else value


def luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    digits = "".join(2 * sign for sign in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("part", PARTS)
def test_parts_of_figures_stand_out_from_every_ground(part: str, ground: str, scheme: str) -> None:
    known = tokens(scheme)
    assert contrast(resolved(part, known), resolved(ground, known)) >= 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", TEXTS)
def test_texts_of_figures_can_be_read_on_every_ground(text: str, ground: str, scheme: str) -> None:
    known = tokens(scheme)
    assert contrast(resolved(text, known), resolved(ground, known)) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_letters_on_a_mark_can_be_read(scheme: str) -> None:
    known = tokens(scheme)
    assert contrast(resolved("--limestone", known), resolved("--deep-water", known)) >= 4.5


def test_every_colour_of_the_figures_is_judged() -> None:
    own = dict(re.findall(r"(--figure-\w+): var\((--[\w-]+)\)", figure_rules()))
    used = {own.get(name, name) for name in re.findall(r"(?:fill|stroke): var\((--[\w-]+)\)", figure_rules())}
    assert set(own.values()) == {"--limestone", "--deep-water", "--rust", "--wood", "--limestone-deep"}
    assert used - {*PARTS, *TEXTS, *GROUNDS, *DECORATION} == set()
    assert not re.findall(r"(?:fill|stroke): (?!var\()", figure_rules())

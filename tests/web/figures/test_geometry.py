"""Where things lie in the figures: scales, labels and marks that keep clear of each other, outlines."""

import json
import re
from itertools import combinations
from math import hypot

import pytest
from django.utils import translation

from sluss.web.figures.fields import Scored, fields_figure
from sluss.web.figures.figure import listed, units, written
from sluss.web.figures.labels import Place, placed, text_width
from sluss.web.figures.map import OUTLINES, SIZE
from sluss.web.figures.scale import linear, ticks


def test_marks_of_equal_ideas_lie_beside_each_other() -> None:
    figure = fields_figure([Scored(f"{n}", 3.4, 3.5) for n in range(28)], title="T")
    spots = [(float(mark.x), float(mark.y)) for mark in figure.drawing.marks]
    assert all(hypot(a[0] - b[0], a[1] - b[1]) > 20 for a, b in combinations(spots, 2))
    assert [mark.letter for mark in figure.drawing.marks][24:] == ["Y", "Z", "AA", "AB"]


@pytest.mark.parametrize("first", ["14", "142", "143", "148", "149"])
def test_labels_of_the_map_do_not_cover_each_other(first: str) -> None:
    outlines = json.loads(OUTLINES.read_text())
    chosen = [one for code, one in outlines["municipalities"].items() if code.startswith(first)]
    places = [Place(one["name"], one["x"], one["y"], one["room"]) for one in chosen]
    labels = placed(places, size=SIZE, width=outlines["width"], height=outlines["height"])
    assert len(labels) == len(chosen) >= 1
    for a, b in combinations(labels, 2):
        apart = abs(a.x - b.x) * 2 >= a.width + b.width or abs(a.y - b.y) * 2 >= a.height + b.height
        assert apart, f"{a.place.text} covers {b.place.text}"
    assert all(one.width / 2 < one.x < outlines["width"] - one.width / 2 for one in labels)


def test_label_without_any_room_stands_at_its_own_place() -> None:
    [label] = placed([Place("Vänersborg", 10, 10, 5)], size=15, width=20, height=20)
    assert (label.x, label.y, label.far) == (10, 10, False)


def test_outlines_are_of_the_29_with_source_and_licence() -> None:
    outlines = json.loads(OUTLINES.read_text())
    assert len(outlines["municipalities"]) == 29
    assert outlines["licence"] == "CC0 1.0"
    assert "SCB" in outlines["source"]
    assert all(re.fullmatch(r"[MZ\d., ]+", one["path"]) for one in outlines["municipalities"].values())


@pytest.mark.parametrize(
    ("largest", "marks"),
    [
        (0, [0, 1]),
        (1, [0, 1]),
        (4, [0, 1, 2, 3, 4]),
        (29, [0, 10, 20, 30]),
        (42, [0, 20, 40, 60]),
        (80, [0, 20, 40, 60, 80]),
    ],
)
def test_ticks_are_round_and_reach_the_largest(largest: float, marks: list[int]) -> None:
    assert ticks(largest) == marks


def test_what_lies_outside_a_scale_is_drawn_at_its_edge() -> None:
    place = linear(1, 5, start=0, end=100)
    assert [place(number) for number in (0, 1, 3, 5, 9)] == [0, 0, 50, 100, 100]


def test_places_have_points_and_readers_their_own_sign() -> None:
    with translation.override("sv"):
        assert (units(12.34), units(3.0), written(3.5), written(4.0), written(10)) == ("12.3", "3", "3,5", "4", "10")


def test_names_are_listed_as_one_speaks() -> None:
    with translation.override("sv"):
        assert [listed(names) for names in ([], ["Hjo"], ["Hjo", "Skara"], ["Hjo", "Skara", "Tibro"])] == [
            "",
            "Hjo",
            "Hjo och Skara",
            "Hjo, Skara och Tibro",
        ]


def test_wide_letters_need_more_room() -> None:
    assert text_width("Mellerud", size=10) > text_width("Tibro", size=10) > text_width("Hjo", size=10)

"""Labels on a map that do not cover each other: each as near its place as there is room."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, pi, sin

NARROW = frozenset("fijlrt-.,I ")
WIDE = frozenset("mwMW")
RINGS = range(1, 12)
TURNS = [(cos(pi * turn / 8), sin(pi * turn / 8)) for turn in (0, 8, 4, 12, 1, 15, 7, 9, 2, 14, 6, 10, 3, 13, 5, 11)]

Box = tuple[float, float]  # width and height


@dataclass(frozen=True)
class Place:
    """What to label: a point, and how far around it is the thing's own ground."""

    text: str
    x: float
    y: float
    room: float


@dataclass(frozen=True)
class Label:
    """`x` and `y` are the middle of a box of `width` by `height`. `far`: it needs a line to its place."""

    place: Place
    x: float
    y: float
    width: float
    height: float
    far: bool = False


def text_width(text: str, *, size: float) -> float:
    """About how wide a text is set in the page's typeface; rather a little too wide."""
    return size * sum(
        0.34 if sign in NARROW else 0.88 if sign in WIDE else 0.66 if sign.isupper() else 0.56 for sign in text
    )


def placed(places: Sequence[Place], *, size: float, width: float, height: float) -> list[Label]:
    """A label for each place, none over another, inside the paper. The tightest places choose first.

    A label that finds no room at all stands at its own place.
    """
    found: list[Label] = []
    for place in sorted(places, key=lambda each: (each.room, each.text)):
        box = (text_width(place.text, size=size) + 6, size + 4)
        others = [other for other in places if other is not place]
        x, y = _best(place, box, found, others, paper=(width, height))
        found.append(Label(place, x, y, *box, far=_is_far(place, x, y, box)))
    return found


def _best(
    place: Place, box: Box, found: Sequence[Label], others: Sequence[Place], *, paper: tuple[float, float]
) -> tuple[float, float]:
    """Beside the other labels, and beside the places of the others too where that is possible."""
    second = None
    for x, y in _tried(place, box, paper):
        if not any(
            abs(x - label.x) * 2 < box[0] + label.width and abs(y - label.y) * 2 < box[1] + label.height
            for label in found
        ):
            if not any(abs(x - o.x) * 2 < box[0] + 4 and abs(y - o.y) * 2 < box[1] + 4 for o in others):
                return x, y
            second = second or (x, y)
    return second or (place.x, place.y)


def _tried(place: Place, box: Box, paper: tuple[float, float]) -> Iterator[tuple[float, float]]:
    """Over its place, then outwards, sideways first. On the paper only."""
    across, down = box[0] / 2, box[1] / 2
    for dx, dy in _ways(*box):
        x, y = place.x + dx, place.y + dy
        if across < x < paper[0] - across and down < y < paper[1] - down:
            yield x, y


def _ways(width: float, height: float) -> Iterator[tuple[float, float]]:
    yield 0, 0
    for ring in RINGS:
        step = ring * height * 0.6
        aside = step + width * 0.5 * (ring > 1)
        yield from ((across * aside, down * step) for across, down in TURNS)


def _is_far(place: Place, x: float, y: float, box: Box) -> bool:
    gap_x = max(0.0, abs(x - place.x) - box[0] / 2)
    gap_y = max(0.0, abs(y - place.y) - box[1] / 2)
    return gap_x**2 + gap_y**2 > 4

"""Labels on a map that do not cover each other: each as near its place as there is room."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, pi, sin

NARROW = frozenset("fijlrt-.,I ")
WIDE = frozenset("mwMW")
RINGS = range(1, 12)
TURNS = [(cos(pi * turn / 8), sin(pi * turn / 8)) for turn in (0, 8, 4, 12, 1, 15, 7, 9, 2, 14, 6, 10, 3, 13, 5, 11)]


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

    def covers(self, other: "Label") -> bool:
        return (
            abs(self.x - other.x) * 2 < self.width + other.width
            and abs(self.y - other.y) * 2 < self.height + other.height
        )

    def holds(self, x: float, y: float) -> bool:
        return abs(self.x - x) * 2 < self.width + 4 and abs(self.y - y) * 2 < self.height + 4


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
        others = [(other.x, other.y) for other in places if other is not place]
        found.append(_best(place, box, found, others, paper=(width, height)))
    return found


def _best(
    place: Place,
    box: tuple[float, float],
    found: Sequence[Label],
    others: Sequence[tuple[float, float]],
    *,
    paper: tuple[float, float],
) -> Label:
    free = [label for label in _tried(place, box, paper) if not any(label.covers(other) for other in found)]
    clear = (label for label in free if not any(label.holds(x, y) for x, y in others))
    return next(clear, free[0] if free else Label(place, place.x, place.y, *box))


def _tried(place: Place, box: tuple[float, float], paper: tuple[float, float]) -> Iterator[Label]:
    """Over its place, then outwards, sideways first. On the paper only."""
    width, height = box
    yield from _on_paper(Label(place, place.x, place.y, width, height), paper)
    for ring in RINGS:
        for across, down in TURNS:
            x = place.x + across * (ring * height * 0.6 + width * 0.5 * (ring > 1))
            y = place.y + down * ring * height * 0.6
            yield from _on_paper(Label(place, x, y, width, height, _is_far(place, x, y, box)), paper)


def _is_far(place: Place, x: float, y: float, box: tuple[float, float]) -> bool:
    gap_x = max(0.0, abs(x - place.x) - box[0] / 2)
    gap_y = max(0.0, abs(y - place.y) - box[1] / 2)
    return gap_x**2 + gap_y**2 > 4


def _on_paper(label: Label, paper: tuple[float, float]) -> Iterator[Label]:
    if (
        label.width / 2 < label.x < paper[0] - label.width / 2
        and label.height / 2 < label.y < paper[1] - label.height / 2
    ):
        yield label

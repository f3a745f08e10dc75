"""Plane geometry for the outlines: areas, simplifying with shared boundaries, and where a label has most room."""

import math
from collections.abc import Mapping
from itertools import pairwise

Point = tuple[float, float]
Ring = list[Point]


def area(ring: Ring) -> float:
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairwise(ring))) / 2


def simplified(ring: Ring, owners: Mapping[Point, set[str]], *, tolerance: float) -> Ring:
    """The ring with fewer points. Where its neighbour changes a point stays, so that neighbours still fit together."""
    changes = [at for at in range(len(ring) - 1) if _is_corner(ring, at, owners)]
    start = changes[0] if changes else 0
    turned = [*ring[start:-1], *ring[: start + 1]]
    cuts = [(at - start) % (len(ring) - 1) for at in changes] or [0]
    if len(cuts) == 1:
        # A lone ring is cut opposite its beginning too, else there would be no line to measure distances from.
        cuts.append(max(range(len(turned)), key=lambda at: math.dist(turned[0], turned[at])))
    pieces = [turned[a : b + 1] for a, b in pairwise(sorted({*cuts, len(turned) - 1}))]
    return [turned[0], *(point for piece in pieces for point in _same_way(piece, tolerance)[1:])]


def _is_corner(ring: Ring, at: int, owners: Mapping[Point, set[str]]) -> bool:
    before, here, after = ring[at - 1 if at else -2], ring[at], ring[at + 1]
    return owners[here] != owners[before] & owners[here] or owners[here] != owners[after] & owners[here]


def _same_way(piece: Ring, tolerance: float) -> Ring:
    """Both owners of a boundary simplify it from the same end, so that they get the same points."""
    return _fewer(piece, tolerance) if piece[0] <= piece[-1] else _fewer(piece[::-1], tolerance)[::-1]


def _fewer(line: Ring, tolerance: float) -> Ring:
    """Douglas and Peucker (1973)."""
    if len(line) < 3:
        return line
    distances = [_distance(point, line[0], line[-1]) for point in line[1:-1]]
    farthest = max(range(len(distances)), key=distances.__getitem__)
    if distances[farthest] <= tolerance:
        return [line[0], line[-1]]
    return [*_fewer(line[: farthest + 2], tolerance)[:-1], *_fewer(line[farthest + 1 :], tolerance)]


def _distance(point: Point, start: Point, end: Point) -> float:
    """From the point to the stretch between start and end."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    along = ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length if length else 0.0
    along = min(1.0, max(0.0, along))
    return math.hypot(point[0] - start[0] - along * dx, point[1] - start[1] - along * dy)


def middle(ring: Ring) -> tuple[float, float, float]:
    """The place inside that lies farthest from the edge, on a grid of 40 by 40, and that distance."""
    left, right = min(x for x, _ in ring), max(x for x, _ in ring)
    top, bottom = min(y for _, y in ring), max(y for _, y in ring)
    grid = [
        (left + (right - left) * column / 40, top + (bottom - top) * row / 40)
        for column in range(41)
        for row in range(41)
    ]
    inside = [(*point, min(_distance(point, a, b) for a, b in pairwise(ring))) for point in grid if _in(point, ring)]
    return max(inside, key=lambda found: found[2])


def _in(point: Point, ring: Ring) -> bool:
    x, y = point
    crossings = [(a, b) for a, b in pairwise(ring) if (a[1] > y) != (b[1] > y)]
    return sum(x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0] for a, b in crossings) % 2 == 1

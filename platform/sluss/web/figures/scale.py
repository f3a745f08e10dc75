"""Axes: round numbers to mark, and where on the paper a number lies."""

from collections.abc import Callable
from math import ceil, floor, log10

STEPS = (1, 2, 2.5, 5, 10)


def ticks(largest: float, *, at_most: int = 5) -> list[int]:
    """Round whole numbers from 0 to at least `largest`, about `at_most` of them."""
    rough = max(largest, 1) / (at_most - 1)
    power = 10 ** floor(log10(rough))
    step = next(step * power for step in STEPS if step * power >= rough)
    whole = max(1, ceil(step))
    return list(range(0, whole * ceil(max(largest, 1) / whole) + 1, whole))


def linear(low: float, high: float, *, start: float, end: float) -> Callable[[float], float]:
    """From numbers between low and high to places between start and end; what lies outside is drawn at the edge."""
    span = (high - low) or 1

    def place(number: float) -> float:
        return start + (end - start) * (min(max(number, low), high) - low) / span

    return place

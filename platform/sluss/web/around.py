"""Links that stand on the page of one thing and lead to other apps' pages about it, handed in when the apps are ready.

The page must not import what stands around it; it asks for the links that others gave.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Link:
    """A page about one thing in another app."""

    label: str | Promise
    url: str


class Around[Reader, Thing]:
    """What stands around one kind of thing. An offer gives None where it has nothing for this reader."""

    def __init__(self) -> None:
        self._offers: list[Callable[[Reader, Thing], Link | None]] = []

    def shows_link(self, offer: Callable[[Reader, Thing], Link | None]) -> None:
        """Put a link on every page of that kind. Must not ask the database."""
        self._offers.append(offer)

    def links_of(self, reader: Reader, thing: Thing) -> list[Link]:
        return [link for offer in self._offers if (link := offer(reader, thing))]

"""The stories of the demo, read from stories/*.toml: what somebody needed, and what became of it in which municipality.

A story is told as far as any municipality has come with it. Its `places` say who had it and how far it went there.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("stories")
TAKEN_IN = ("chamber", "hold", "concluded", "implemented")
BEFORE_THE_CHAMBERS = ("inbox", "asked", "back", "answered", "line", "referred", "wrong", "connected")
GATES = 5


@dataclass(frozen=True, kw_only=True)
class Place:
    """One municipality that had the need. `fate` is a word and its detail: "chamber 3", "connected sms-fore-besok".

    `idle`: working days since the last thing happened (0: today; None: left to the plan).
    """

    at: str
    fate: str
    title: str = ""
    text: str = ""
    reply: str = ""
    idle: int | None = None
    held: bool = False
    conflict: str = ""
    bearer: str = ""

    @property
    def outcome(self) -> str:
        return self.fate.split()[0]

    @property
    def detail(self) -> str:
        return self.fate.partition(" ")[2]

    @property
    def gate(self) -> int:
        """The last gate that something is known about: the one it lies before, or where it ended."""
        if self.outcome == "implemented":
            return GATES
        return int(self.detail) if self.outcome in TAKEN_IN else 0

    @property
    def passed(self) -> int:
        """How many gates opened for it."""
        return GATES if self.outcome == "implemented" else max(self.gate - 1, 0)


@dataclass(frozen=True, kw_only=True)
class Story:
    """`gates[n]` has the decision's reasons and what was known of each condition, by the condition's code."""

    key: str
    title: str
    text: str
    for_whom: str
    why_now: str
    unit: str
    places: tuple[Place, ...]
    kind: str = "idea"
    source: str = "employee"
    coach: str = ""
    question: str = ""
    answer: str = ""
    reply: str = ""
    gates: dict[int, dict[str, Any]] = field(default_factory=dict)
    hold: str = ""
    learning: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Told:
    """A story as one municipality had it."""

    story: Story
    place: Place

    @property
    def title(self) -> str:
        return self.place.title or self.story.title

    @property
    def text(self) -> str:
        return self.place.text or self.story.text

    @property
    def reply(self) -> str:
        return self.place.reply or self.story.reply


@cache
def stories() -> tuple[Story, ...]:
    """Every story there is, checked. Raises ValueError naming the story that lacks something."""
    read = [
        _story(raw)
        for path in sorted(FOLDER.glob("*.toml"))
        for raw in tomllib.loads(path.read_text(encoding="utf-8"))["story"]
    ]
    for story in read:
        for place in story.places:
            _check(Told(story, place))
    return tuple(read)


def told_in(slug: str) -> list[Told]:
    """What a municipality has had, in the order of the files."""
    return [Told(story, place) for story in stories() for place in story.places if place.at == slug]


def few_of(told: Iterable[Told], *, most: int) -> list[Told]:
    """At most `most`, each with another fate; nothing that is connected to another."""
    chosen: dict[str, Told] = {}
    for one in told:
        if one.place.outcome != "connected":
            chosen.setdefault(one.place.fate, one)
    return list(chosen.values())[:most]


def _story(raw: dict[str, Any]) -> Story:
    gates = {number: raw.pop(f"gate{number}") for number in range(1, GATES + 1) if f"gate{number}" in raw}
    places = tuple(Place(**place) for place in raw.pop("places"))
    return Story(**raw, gates=gates, places=places)


def _check(told: Told) -> None:
    story, place = told.story, told.place
    if lacking := [name for name, missing in _lacks(told).items() if missing]:
        raise ValueError(f"{story.key} in {place.at} ({place.fate}) lacks {', '.join(lacking)}")


def _lacks(told: Told) -> dict[str, bool]:
    story, place = told.story, told.place
    return {
        "a known fate": place.outcome not in TAKEN_IN + BEFORE_THE_CHAMBERS,
        "the coach's word": place.outcome in TAKEN_IN and not story.coach,
        "the gates before": any(number not in story.gates for number in range(1, place.passed + 1)),
        "the gate's conditions": place.held and place.gate not in story.gates,
        "a question": place.outcome in ("asked", "back") and not story.question,
        "an answer": place.outcome == "back" and not story.answer,
        "a reply": place.outcome in ("answered", "line", "referred", "wrong", "connected") and not told.reply,
        "why it waits": place.outcome == "hold" and not story.hold,
        "a learning": place.outcome == "concluded" and not story.learning,
    }

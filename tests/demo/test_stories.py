"""The demo's stories as texts: complete, invented, and told once each."""

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sluss import registry
from sluss.text.personal_numbers import holds_personal_number
from tenants.decisions.models import Outcome
from tenants.demo.cast import MARK, cast_of, residents
from tenants.demo.library import FOLDER, Place, Story, Told, _check, few_of, stories, told_in
from tenants.demo.organisation import UNITS
from tenants.ideas.models import Kind, Source
from tenants.ideas.triage import Door
from tenants.pipeline.fem_kamrar import CHAMBERS

SLUGS = [
    row["slug"]
    for row in csv.DictReader(
        Path(registry.__file__).with_name("municipalities.csv").read_text(encoding="utf-8").splitlines()
    )
]
WITHOUT_IDEAS = {"gullspang", "fargelanda"}


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)


def all_texts() -> list[str]:
    found = [text for story in stories() for text in texts(vars(story))]
    return found + [text for story in stories() for place in story.places for text in texts(vars(place))]


def test_stories_are_many_and_titles_unique() -> None:
    titles = [told.title for story in stories() for told in (Told(story, place) for place in story.places)]
    assert len(stories()) >= 60
    assert [title for title, count in Counter(story.title for story in stories()).items() if count > 1] == []
    assert [title for title, count in Counter(titles).items() if count > 1] == []


def test_municipalities_share_needs_and_two_have_none() -> None:
    counts = {slug: len(told_in(slug)) for slug in SLUGS}
    assert {slug for slug, count in counts.items() if not count} == WITHOUT_IDEAS
    assert max(counts, key=lambda slug: counts[slug]) == "skovde"
    assert sum(count >= 5 for count in counts.values()) >= 12
    assert sum(len(story.places) >= 4 for story in stories()) >= 10
    assert {place.at for story in stories() for place in story.places} <= set(SLUGS)


def test_stories_name_what_exists() -> None:
    codes = [{condition.code for condition in chamber.exit} for chamber in CHAMBERS]
    for story in stories():
        assert story.unit in UNITS
        assert story.kind in Kind.values
        assert story.source in Source.values
        for number, gate in story.gates.items():
            assert {code.removesuffix("_number") for code in gate} - {"reasons"} <= codes[number - 1], story.key
        for place in story.places:
            if place.outcome == "wrong":
                assert place.detail in Door.values
            if place.outcome == "connected":
                assert place.detail in {told.story.key for told in told_in(place.at)}


def test_no_text_holds_a_personal_number() -> None:
    assert [text for text in all_texts() if holds_personal_number(text=text)] == []


def test_no_text_names_a_host() -> None:
    assert [text for text in all_texts() if "http" in text or "www." in text or ".com" in text] == []


@pytest.mark.parametrize("slug", SLUGS)
def test_everybody_says_that_they_are_invented(slug: str) -> None:
    names = [person.name for person in cast_of(slug)] + residents(slug, 12)
    assert [name for name in names if not name.endswith(f" {MARK}")] == []


def test_files_of_stories_stay_readable() -> None:
    assert [
        path.name for path in FOLDER.glob("*.toml") if len(path.read_text(encoding="utf-8").splitlines()) > 300
    ] == []


def test_story_without_its_gates_is_refused() -> None:
    place = Place(at="hjo", fate="chamber 3")
    story = Story(
        key="x",
        title="X",
        text="X",
        for_whom="X",
        why_now="X",
        unit="IT",
        coach="Tack.",
        places=(place,),
        gates={1: {}},
    )
    with pytest.raises(ValueError, match=r"x in hjo \(chamber 3\) lacks the gates before"):
        _check(Told(story, place))


def test_few_are_of_different_fates() -> None:
    few = few_of(told_in("skovde"), most=6)
    assert len({told.place.fate for told in few}) == 6


def test_outcomes_of_decisions_are_those_of_the_product() -> None:
    assert {outcome.value for outcome in Outcome} == {"proceed", "hold", "conclude"}

"""What leaves a municipality openly: its open texts and nothing else, to the region's page and to other municipalities'
suggestions, and not a moment longer than its own pages show them."""

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import unquote

import pytest
from django.apps import apps
from django.db import connection

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality, in_region
from tenants.ideas.edit import mark_secrecy
from tenants.ideas.models import Idea, Secrecy
from tenants.learnings.models import Learning
from tenants.people.models import Role
from tenants.public_site.models import OpenIdea
from tenants.public_site.rebuild import compare, mend
from tests.factories.people import make_member, sign_in
from tests.isolation.canaries import CANARY, INNER_CANARY
from tests.isolation.world import World, plant

pytestmark = pytest.mark.django_db
REGION = ("/oppet/", "/oppet/?q=öppen+idé", "/oppet/export.csv", "/oppet/export.csv?q=öppen+idé")
FORMS = ("/liknar-detta/", "/kundcenter/finns-redan/")
OPEN = "Öppen idé"


@pytest.fixture
def world(skovde: Municipality, run_jobs: Callable[[], int]) -> World:
    planted = plant(skovde)
    run_jobs()
    return planted


def region_says(path: str) -> str:
    answer = sign_in(None).get(path)
    assert answer.status_code == 200, path
    return b"".join(answer).decode()


def hjo_is_told(hjo: Municipality, typed: str) -> Iterator[str]:
    """What a resident and a contact centre agent of Hjo are told while they write."""
    agent = sign_in(hjo, make_member(Role.AGENT, municipality=hjo))
    for client, path in ((sign_in(hjo), FORMS[0]), (agent, FORMS[0]), (agent, FORMS[1])):
        answer = client.post(path, {"title": typed, "what": typed, "q": ""})
        assert answer.status_code == 200, path
        yield answer.content.decode()


def regional_tables() -> str:
    """Every row of every table of the app, as text."""
    found = []
    with in_region(), connection.cursor() as cursor:
        for model in apps.get_app_config("openly").get_models():
            cursor.execute(f"SELECT t::text FROM {model._meta.db_table} t")
            found += [row[0] for row in cursor.fetchall()]
    return "\n".join(found)


def without_questions(page: str) -> str:
    """A search shows what was asked for: in its field and in the addresses of its files."""
    return re.sub(r'value="[^"]*"|\bq=[^&"]*', "", unquote(page))


def test_open_texts_are_found_outside_and_nothing_that_lies_inside(world: World, hjo: Municipality) -> None:
    said = [region_says(path) for path in REGION] + list(hjo_is_told(hjo, OPEN))
    assert [OPEN in text for text in said] == [True] * len(said)
    said += [*hjo_is_told(hjo, CANARY), *hjo_is_told(hjo, INNER_CANARY), regional_tables()]
    said += [region_says(f"/oppet/?q={word}") for word in (CANARY, INNER_CANARY)]
    for text in map(without_questions, said):
        assert CANARY not in text
        assert INNER_CANARY not in text


def test_region_holds_as_many_texts_as_the_open_pages_show(world: World, skovde: Municipality) -> None:
    """And no name of anybody."""
    with in_municipality(skovde):
        shown = OpenIdea.objects.count()
    rows = regional_tables()
    assert shown > 0
    assert rows.count(",/oppet/ideer/") == shown
    for member in world.members.values():
        assert member.name not in rows


def mark(world: World, skovde: Municipality) -> None:
    registrar: Any = world.members[Role.REGISTRAR]
    with in_municipality(skovde):
        for idea in Idea.objects.filter(pk__in=[*OpenIdea.objects.values_list("pk", flat=True)]):
            mark_secrecy(idea, secrecy=Secrecy.ASSESS, actor=registrar)


def test_secrecy_mark_takes_the_text_from_every_page_that_had_shown_it(
    world: World, skovde: Municipality, hjo: Municipality, run_jobs: Callable[[], int]
) -> None:
    assert OPEN in region_says(REGION[0])
    assert any(OPEN in text for text in hjo_is_told(hjo, OPEN))
    mark(world, skovde)
    run_jobs()
    for text in (*map(region_says, REGION), *hjo_is_told(hjo, OPEN), regional_tables()):
        assert OPEN not in without_questions(text)


def test_jobs_that_tell_the_region_carry_no_words(skovde: Municipality) -> None:
    plant(skovde)
    with in_region(), connection.cursor() as cursor:
        cursor.execute("SELECT task_name, args::text FROM procrastinate_jobs")
        rows = cursor.fetchall()
    assert any(name == "public_site.tell_region" for name, _ in rows)
    for _, arguments in rows:
        assert OPEN not in arguments
        assert CANARY not in arguments
        assert INNER_CANARY not in arguments


def test_signed_learning_of_the_planted_world_is_open_only_where_it_was_signed_so(
    world: World, skovde: Municipality
) -> None:
    with in_municipality(skovde):
        public = Learning.objects.filter(visibility="public", superseded_by=None, idea__secrecy="none")
        expected = sorted(str(key) for key in public.values_list("key", flat=True))
        inner = list(Learning.objects.exclude(visibility="public").values_list("learned", flat=True))
    # What the planted world signs, it signs without an event: the night's mending brings it.
    mend(skovde, compare(skovde))
    rows = regional_tables()
    assert expected
    assert inner
    assert all(f",/lardom/{key}/," in rows for key in expected)
    assert rows.count(",/lardom/") == len(expected)
    assert not any(text in rows for text in inner)

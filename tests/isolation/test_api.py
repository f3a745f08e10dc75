"""Every operation of the API by keys of elsewhere, dead keys and none: nothing is found, read or changed."""

import logging
from typing import Any

import pytest

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from sluss.workflow.models import Event
from tenants.api.keep_keys import revoke_key
from tenants.api.models import ApiKey, Integration
from tenants.benefits.models import Benefit
from tenants.challenges.models import Challenge
from tenants.ideas.models import Idea
from tenants.needs.models import Need
from tenants.people.models import Member, Role
from tests.factories.api import Caller, caller, make_api_key
from tests.factories.ideas import make_idea
from tests.isolation.canaries import CANARY, INNER_CANARY
from tests.isolation.routes import IN_MUNICIPALITY
from tests.isolation.rows import For
from tests.isolation.snapshot import snapshot
from tests.isolation.test_url_matrix import PARAMETER, text_of
from tests.isolation.world import World, plant

pytestmark = pytest.mark.django_db
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
ROUTES = {route: row for route, row in IN_MUNICIPALITY.items() if row.audience is For.KEY}


@pytest.fixture
def world(skovde: Municipality) -> World:
    world = plant(skovde)
    with in_municipality(skovde):
        marked: dict[str, Any] = {
            "idea_key": Idea.objects.get(pk=world.objects["idea"]).key,
            "waiting_key": Idea.objects.get(pk=world.objects["waiting"]).key,
            "need_key": Need.objects.filter(title__contains=CANARY).first(),
            "challenge_key": Challenge.objects.filter(title__contains=CANARY).first(),
            "closed_challenge_key": Challenge.objects.get(pk=world.objects["closed_challenge"]),
            "benefit_key": Benefit.objects.filter(name__contains=CANARY).first(),
        }
    world.objects |= {name: getattr(found, "key", found) for name, found in marked.items()}
    assert None not in marked.values()
    return world


def addresses(world: World) -> list[str]:
    found = []
    for route, row in ROUTES.items():
        values = iter(str(world.objects[name]) for name in row.fill)
        found.append("/" + PARAMETER.sub(lambda _, values=values: next(values), route))
    return found


def assert_shut(ask: Caller, world: World) -> None:
    before = snapshot(world.municipality)
    for path in addresses(world):
        for method in METHODS:
            answer = ask(method, path, {}, if_match='"x"', idempotency_key="samma")
            assert answer.status_code in (401, 404, 405), (method, path, answer.status_code)
            assert CANARY not in text_of(answer), path
    assert snapshot(world.municipality) == before


def test_without_a_key_nothing_opens(world: World) -> None:
    assert_shut(Caller(world.municipality), world)


def test_key_of_another_municipality_opens_nothing_here(world: World, hjo: Municipality) -> None:
    _key, secret = make_api_key(*(role for role in Role if role != Role.ADMINISTRATOR), municipality=hjo)
    assert Caller(hjo, secret).get("ideas/").status_code == 200
    assert_shut(Caller(world.municipality, secret), world)


def test_key_of_skovde_opens_nothing_in_hjo(world: World, hjo: Municipality) -> None:
    ask = Caller(hjo, world.objects["api_secret"])
    before = snapshot(hjo)
    for path in addresses(world):
        for method in METHODS:
            answer = ask(method, path, {}, if_match='"x"')
            assert answer.status_code in (401, 404, 405), (method, path, answer.status_code)
            assert CANARY not in text_of(answer)
    assert snapshot(hjo) == before


@pytest.mark.parametrize("how", ["revoked", "expired", "closed", "misspelt"])
def test_dead_key_is_refused_in_the_same_words(world: World, how: str) -> None:
    ask = Caller(world.municipality, world.objects["api_secret"])
    alive = ask.get("ideas/")
    with in_municipality(world.municipality):
        key = ApiKey.objects.get(pk=world.objects["api_key"])
        if how == "revoked":
            revoke_key(key, actor=world.members[Role.ADMINISTRATOR])
        if how == "expired":
            ApiKey.objects.filter(pk=key.pk).update(expires_on=clock.today().replace(year=2020))
        if how == "closed":
            Member.objects.filter(pk=key.integration.member_id).update(active=False)
    if how == "misspelt":
        ask = Caller(world.municipality, world.objects["api_secret"] + "x")
    assert alive.status_code == 200
    assert ask.get("ideas/").content == Caller(world.municipality, "sluss_nothing").get("ideas/").content
    assert_shut(ask, world)


def test_session_opens_nothing(world: World) -> None:
    client = world.client(world.everything)
    for path in addresses(world):
        answer = client.get(path)
        assert answer.status_code in (401, 404, 405), path
        assert CANARY not in text_of(answer)


def test_plain_integration_reads_nothing_of_the_inner_work(world: World) -> None:
    _key, secret = make_api_key(municipality=world.municipality)
    ask = Caller(world.municipality, secret)
    heard = [text_of(ask.get(path)) for path in addresses(world)]
    assert any(CANARY in text for text in heard)
    assert not any(INNER_CANARY in text for text in heard)


def test_planted_words_can_be_read_by_their_own_key(world: World) -> None:
    ask = Caller(world.municipality, world.objects["api_secret"])
    heard = {path for path in addresses(world) if CANARY in text_of(ask.get(path))}
    assert len(heard) >= 12


def test_secret_is_in_no_log_event_or_row(world: World, caplog: pytest.LogCaptureFixture, monkeypatch: Any) -> None:
    secret = world.objects["api_secret"]
    ask = Caller(world.municipality, secret)

    def broken(*_args: Any, **_more: Any) -> None:
        raise RuntimeError

    with caplog.at_level(logging.DEBUG):
        for path in addresses(world):
            ask.get(path)
        monkeypatch.setattr("tenants.api.resources.ideas.listed", broken)
        assert ask.get("ideas/").status_code == 500
    assert "an operation failed" in caplog.text
    assert secret not in caplog.text
    with in_municipality(world.municipality):
        told = str(list(Event.objects.values())) + str(list(ApiKey.objects.values()))
        assert secret not in told + str(list(Integration.objects.values()))
        assert Event.objects.filter(kind="api_key_made").count() == 1


def test_cursor_of_one_municipality_reads_only_the_rows_of_another(world: World, hjo: Municipality) -> None:
    here = Caller(world.municipality, world.objects["api_secret"])
    there = caller(Role.INNOVATION_MANAGER, municipality=hjo)
    own = make_idea(municipality=hjo, title="Hjos egen", stage=1)
    following = here.get("ideas/?limit=1").json()["next"]
    found = there.get(f"ideas/?limit=100&{following.partition('?')[2].partition('&')[2]}")
    assert {row["key"] for row in found.json()["results"]} <= {str(own.key)}
    assert CANARY not in text_of(found)
    assert Caller(hjo, world.objects["api_secret"]).get(following.replace("skovde", "hjo")).status_code == 401


def test_etag_of_one_municipality_fits_nothing_in_another(world: World, hjo: Municipality) -> None:
    here = Caller(world.municipality, world.objects["api_secret"])
    there = caller(Role.INNOVATION_MANAGER, municipality=hjo)
    own = f"ideas/{make_idea(municipality=hjo, title='Hjos egen', stage=1).key}/"
    tag = here.tag(f"ideas/{world.objects['idea_key']}/")
    assert there.get(own, if_none_match=tag).status_code == 200
    before = snapshot(hjo)
    assert there("PATCH", own, {"title": "Ny"}, if_match=tag).status_code == 412
    assert snapshot(hjo) == before


def test_idempotency_key_is_its_own_in_every_municipality_and_integration(world: World, hjo: Municipality) -> None:
    here = Caller(world.municipality, world.objects["api_secret"])
    others = [caller(municipality=hjo), caller(municipality=hjo)]
    sent = {"title": f"{CANARY} samma", "source": "survey"}
    first = here("POST", "ideas/", sent, idempotency_key="enkat-1").json()
    found = [ask("POST", "ideas/", sent | {"title": "Annat"}, idempotency_key="enkat-1") for ask in others]
    assert [answer.status_code for answer in found] == [201, 201]
    assert len({first["key"], *(answer.json()["key"] for answer in found)}) == 3
    assert not any(CANARY in text_of(answer) for answer in found)

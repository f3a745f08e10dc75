"""Pages kept whole for visitors: each municipality's for itself, nobody's who has signed in, and none that outlives a
change."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality, in_region
from sluss.tenancy.face import set_sluice_name
from tenants.ideas.edit import mark_secrecy
from tenants.ideas.models import Idea, Secrecy
from tenants.people.models import Member, Role
from tenants.public_site.open_idea import close_idea, open_idea
from tests.factories.ideas import make_idea
from tests.factories.people import make_member, sign_in
from tests.factories.transactions import rolled_back
from tests.isolation.canaries import CANARY

pytestmark = pytest.mark.django_db(transaction=True)
PATH = "/oppet/ideer/"
SIGN_OUT = 'href="/konto/logout/"'
KEPT = ("/", "/oppet/", PATH, "/oppet/lardomar/")


@pytest.fixture(autouse=True)
def _kept(settings: Settings) -> None:
    settings.VISITOR_PAGES_SECONDS = 3600
    caches["pages"].clear()


@pytest.fixture
def coach(skovde: Municipality) -> Member:
    return make_member(Role.COACH, Role.INNOVATION_MANAGER, municipality=skovde)


@pytest.fixture
def shown(skovde: Municipality, coach: Member) -> Idea:
    idea = make_idea(municipality=skovde, stage=2, title=CANARY, coach=coach)
    with in_municipality(skovde):
        open_idea(idea, revision=idea.revision, actor=coach)
    return idea


def read(
    municipality: Municipality, path: str = PATH, client: Client | None = None, headers: dict[str, str] | None = None
) -> tuple[str, int]:
    """The page, and how many statements it took."""
    client = client or sign_in(municipality)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(path, headers=headers)
    assert answer.status_code == 200
    return answer.content.decode(), len(asked)


@pytest.mark.parametrize("path", KEPT)
def test_second_visitor_is_answered_without_the_database(skovde: Municipality, shown: Idea, path: str) -> None:
    first, asked = read(skovde, path)
    again, none = read(skovde, path)
    assert again == first
    assert (asked > 0, none) == (True, 0)


def test_same_address_of_two_municipalities_is_two_pages(skovde: Municipality, hjo: Municipality, shown: Idea) -> None:
    for municipality, sees in ((skovde, True), (hjo, False), (skovde, True), (hjo, False)):
        assert (CANARY in read(municipality)[0]) is sees
    # The headers that a host could be guessed from lead nowhere.
    for header in ("x-forwarded-host", "forwarded", "x-host"):
        assert CANARY not in read(hjo, headers={header: "skovde.localhost"})[0]


def test_every_kept_page_lies_under_its_municipality(skovde: Municipality, hjo: Municipality, shown: Idea) -> None:
    for municipality in (skovde, hjo):
        for path in KEPT:
            read(municipality, path)
    kept: dict[str, Any] = caches["pages"]._cache  # type: ignore[attr-defined]
    assert sorted({key.partition(":")[0] for key in kept}) == sorted([str(skovde.key), str(hjo.key)])
    assert not any(CANARY.encode() in page for key, page in kept.items() if not key.startswith(str(skovde.key)))


def test_member_is_shown_their_own_page_and_leaves_none_behind(skovde: Municipality, coach: Member) -> None:
    for path in KEPT:
        read(skovde, path)
        member, asked = read(skovde, path, sign_in(skovde, coach))
        assert SIGN_OUT in member
        assert asked > 0
        assert SIGN_OUT not in read(skovde, path)[0]
    caches["pages"].clear()
    read(skovde, PATH, sign_in(skovde, coach))
    assert not caches["pages"]._cache  # type: ignore[attr-defined]


def test_message_to_one_visitor_is_not_kept(skovde: Municipality) -> None:
    visitor = sign_in(skovde)
    visitor.cookies["messages"] = "whatever waits to be said"
    read(skovde, PATH, visitor)
    assert not caches["pages"]._cache  # type: ignore[attr-defined]


def test_answer_to_a_key_is_not_kept(skovde: Municipality) -> None:
    read(skovde, headers={"authorization": "Bearer whatever"})
    assert not caches["pages"]._cache  # type: ignore[attr-defined]


def test_page_with_a_form_is_not_kept(skovde: Municipality, shown: Idea) -> None:
    for path in (f"{PATH}{shown.key}/", "/lamna/invanare/", "/konto/login/"):
        read(skovde, path)
    assert not caches["pages"]._cache  # type: ignore[attr-defined]


def test_languages_and_searches_are_pages_of_their_own(skovde: Municipality, shown: Idea) -> None:
    swedish, english = (read(skovde, headers={"accept-language": code})[0] for code in ("sv", "en"))
    assert ("Öppna idéer" in swedish, "Open ideas" in english) == (True, True)
    assert CANARY not in read(skovde, f"{PATH}?text=finnsinte")[0]
    assert CANARY in read(skovde)[0]


def marked(idea: Idea, actor: Member) -> None:
    mark_secrecy(idea, secrecy=Secrecy.ASSESS, actor=actor)


def closed(idea: Idea, actor: Member) -> None:
    close_idea(idea, actor=actor)


def by_the_table(idea: Idea, actor: Member) -> None:
    """A change that no service makes, and no transaction holds."""
    Idea.objects.filter(pk=idea.pk).update(secrecy=Secrecy.ASSESS)


@pytest.mark.parametrize("change", [marked, closed, by_the_table])
def test_change_is_seen_at_once(
    skovde: Municipality, hjo: Municipality, coach: Member, shown: Idea, change: Callable[[Idea, Member], None]
) -> None:
    assert CANARY in read(skovde)[0]
    read(hjo)
    registrar = make_member(Role.REGISTRAR, Role.COACH, municipality=skovde)
    with in_municipality(skovde):
        change(shown, registrar)
    assert CANARY not in read(skovde)[0]
    # The others have nothing to forget.
    assert read(hjo)[1] == 0


def test_what_is_rolled_back_forgets_nothing_and_what_is_committed_counts_when_it_is(
    skovde: Municipality, shown: Idea
) -> None:
    read(skovde)
    with in_municipality(skovde), rolled_back():
        Idea.objects.filter(pk=shown.pk).update(secrecy=Secrecy.ASSESS)
    assert read(skovde)[1] == 0
    with in_municipality(skovde), transaction.atomic():
        with rolled_back():
            Idea.objects.filter(pk=shown.pk).update(secrecy=Secrecy.ASSESS)
        Idea.objects.filter(pk=shown.pk).update(secrecy=Secrecy.ASSESS)
    assert CANARY not in read(skovde)[0]


def test_new_name_of_the_sluice_and_a_new_day_are_seen(skovde: Municipality) -> None:
    read(skovde)
    with in_region():
        set_sluice_name(municipality=skovde, name="Idéverkstan")
    assert "Idéverkstan" in read(skovde)[0]
    with clock.held_at(clock.now() + dt.timedelta(days=1)):
        assert read(skovde)[1] > 0


def test_region_keeps_no_pages(skovde: Municipality) -> None:
    client = sign_in(None)
    client.get("/")
    assert not caches["pages"]._cache  # type: ignore[attr-defined]


def test_nothing_is_kept_where_it_is_turned_off(skovde: Municipality, settings: Settings) -> None:
    settings.VISITOR_PAGES_SECONDS = 0
    read(skovde)
    assert read(skovde)[1] > 0

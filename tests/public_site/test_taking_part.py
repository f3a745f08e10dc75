"""Supporting and commenting without an account: confirmed, looked at first, counted once."""

import datetime as dt
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from sluss.tenancy.scope import work_starts_in_region
from tenants.ideas.models import Idea
from tenants.mail.models import Mail
from tenants.people.models import Member
from tenants.public_site.models import Comment, Support
from tenants.public_site.promise import Promise, promise
from tenants.public_site.support import forget_unconfirmed, support_as_member
from tests.factories.ideas import make_idea
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db
LINK = re.compile(r"/oppet/stod/[\w-]{43}/")


def supports(municipality: Municipality) -> list[bool]:
    """Whether each support has been confirmed."""
    with in_municipality(municipality):
        return [row.confirmed_at is not None for row in Support.objects.all()]


def letters(municipality: Municipality) -> list[str]:
    with in_municipality(municipality):
        return list(Mail.objects.order_by("pk").values_list("text", flat=True))


def ask(idea: Idea, municipality: Municipality, email: str = "boende@example.org") -> None:
    answer = sign_in(municipality).post(f"/oppet/ideer/{idea.key}/stod/", {"email": email})
    assert answer.status_code == 302


def link(municipality: Municipality) -> str:
    found = LINK.search(letters(municipality)[-1])
    assert found
    return found[0]


def test_support_counts_when_it_has_been_confirmed_with_a_button(idea: Idea, skovde: Municipality) -> None:
    ask(idea, skovde)
    assert supports(skovde) == [False]
    path, anyone = link(skovde), sign_in(skovde)
    assert anyone.get(path).status_code == 200
    assert supports(skovde) == [False]
    assert anyone.post(path).status_code == 302
    assert supports(skovde) == [True]
    assert "1 står bakom den." in anyone.get(f"/oppet/ideer/{idea.key}/").content.decode()
    assert anyone.post(path).status_code == 302
    assert supports(skovde) == [True]


def test_support_is_taken_back_by_the_same_link_with_a_button(idea: Idea, skovde: Municipality) -> None:
    ask(idea, skovde)
    path, anyone = link(skovde), sign_in(skovde)
    anyone.post(path)
    page = anyone.get(path).content.decode()
    assert "Ditt stöd räknas" in page
    assert "Ta tillbaka mitt stöd" in page
    assert supports(skovde) == [True]
    assert anyone.post(path, {"ta-tillbaka": "1"}).status_code == 302
    assert supports(skovde) == []
    assert anyone.get(path).status_code == 404


def test_address_is_not_kept_with_the_support(idea: Idea, skovde: Municipality) -> None:
    ask(idea, skovde)
    with in_municipality(skovde):
        row = Support.objects.values().get()
        assert "boende" not in str(row)
        assert Mail.objects.get().about_id is None


def test_same_person_counts_once_however_the_address_is_written(idea: Idea, skovde: Municipality) -> None:
    ask(idea, skovde)
    sign_in(skovde).post(link(skovde))
    ask(idea, skovde, "Boende@Example.ORG")
    assert supports(skovde) == [True]
    assert len(letters(skovde)) == 1


def test_impatient_person_gets_one_letter_an_hour(idea: Idea, skovde: Municipality) -> None:
    ask(idea, skovde)
    ask(idea, skovde)
    assert len(letters(skovde)) == 1
    with clock.held_at(clock.now() + dt.timedelta(hours=2)):
        ask(idea, skovde)
    assert len(letters(skovde)) == 2


def test_link_is_of_no_use_after_a_week_and_nothing_is_kept(idea: Idea, skovde: Municipality) -> None:
    ask(idea, skovde)
    path = link(skovde)
    with clock.held_at(clock.now() + dt.timedelta(days=8)):
        assert sign_in(skovde).post(path).status_code == 404
        with in_municipality(skovde):
            forget_unconfirmed()
    assert supports(skovde) == []


def test_link_takes_nothing_back_after_a_week(idea: Idea, skovde: Municipality) -> None:
    ask(idea, skovde)
    path = link(skovde)
    sign_in(skovde).post(path)
    with clock.held_at(clock.now() + dt.timedelta(days=8)):
        assert sign_in(skovde).post(path, {"ta-tillbaka": "1"}).status_code == 404
    assert supports(skovde) == [True]


def test_member_supports_and_takes_it_back_without_a_letter(idea: Idea, skovde: Municipality, coach: Member) -> None:
    client, path = sign_in(skovde, coach), f"/oppet/ideer/{idea.key}/stod/"
    client.post(path)
    client.post(path)
    assert supports(skovde) == [True]
    client.post(path, {"ta-tillbaka": ""})
    assert supports(skovde) == []
    assert letters(skovde) == []


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_fifty_supports_at_once_by_one_person_are_one(skovde: Municipality, coach: Member, idea: Idea) -> None:
    def support(_: int) -> None:
        try:
            with work_starts_in_region(), in_municipality(skovde):
                support_as_member(idea, member=coach)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(support, range(50)))
    assert supports(skovde) == [True]


@pytest.mark.parametrize("email", ["", "inte en adress", "a@b"])
def test_wrong_address_supports_nothing(idea: Idea, skovde: Municipality, email: str) -> None:
    answer = sign_in(skovde).post(f"/oppet/ideer/{idea.key}/stod/", {"email": email})
    assert answer.status_code == 422
    assert supports(skovde) == []


def test_closed_idea_takes_neither_support_nor_comment(skovde: Municipality) -> None:
    closed = make_idea(municipality=skovde, stage=1)
    client = sign_in(skovde)
    assert client.post(f"/oppet/ideer/{closed.key}/stod/", {"email": "a@example.org"}).status_code == 404
    assert client.post(f"/oppet/ideer/{closed.key}/kommentar/", {"text": "Hej"}).status_code == 404
    with in_municipality(skovde):
        assert (Support.objects.count(), Comment.objects.count()) == (0, 0)


def test_promise_is_told_with_what_it_really_took(skovde: Municipality, coach: Member) -> None:
    from tenants.ideas.transitions import InboxOutcome
    from tenants.ideas.triage import Answer, triage

    start = clock.now() - dt.timedelta(days=30)
    for number, days in enumerate((1, 2, 2, 4, 9)):
        with clock.held_at(start):
            idea = make_idea(municipality=skovde, title=f"Idé {number}")
        with in_municipality(skovde):
            if number == 4:
                assert promise() == Promise(promised=5, answered=4, median=None)
            with clock.held_at(start + dt.timedelta(days=days)):
                triage(idea, answer=Answer(outcome=InboxOutcome.ANSWER, message="Tack."), actor=coach)
    with in_municipality(skovde):
        assert promise() == Promise(promised=5, answered=5, median=2.0)
    assert "svar inom 2 dygn" in sign_in(skovde).get("/oppet/").content.decode()


def test_member_counts_also_where_somebody_typed_the_address_before(
    idea: Idea, skovde: Municipality, coach: Member
) -> None:
    ask(idea, skovde, coach.email)
    with in_municipality(skovde):
        support_as_member(idea, member=coach)
        assert Support.objects.get().confirmed_at is not None
    assert sign_in(skovde).get(link(skovde)).status_code == 404


@pytest.mark.parametrize("words", ["%00", "%00cykel", "a+" * 2000, "%F0%9F%92%A9" * 300])
def test_search_of_anyone_stands_whatever_is_typed(idea: Idea, skovde: Municipality, words: str) -> None:
    query = "&".join(f"{name}={words}" for name in ("text", "phase", "status", "page"))
    assert sign_in(skovde).get(f"/oppet/ideer/?{query}").status_code == 200

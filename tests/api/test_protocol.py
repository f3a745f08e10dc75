"""ETags, Idempotency-Keys, pages, limits and problems: what every operation has in common."""

import datetime as dt
import json
import threading
from typing import Any

import pytest
from django.db import connection

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.api.models import KeptAnswer
from tenants.api.once import forget_old_answers
from tenants.ideas.models import Idea
from tenants.people.models import Role
from tests.factories.api import Caller, caller
from tests.factories.ideas import make_idea

pytestmark = pytest.mark.django_db
SENT: dict[str, Any] = {"title": "Lånecyklar", "source": "survey"}


@pytest.fixture
def ask(skovde: Municipality) -> Caller:
    return caller(Role.INNOVATION_MANAGER, municipality=skovde)


def ideas_in(municipality: Municipality) -> int:
    with in_municipality(municipality):
        return Idea.objects.count()


def test_same_key_and_body_is_one_idea_and_the_same_answer(ask: Caller, skovde: Municipality) -> None:
    first, second = (ask("POST", "ideas/", SENT, idempotency_key="enkat-1") for _ in range(2))
    other = ask("POST", "ideas/", SENT | {"title": "Annat"}, idempotency_key="enkat-1")
    assert (first.status_code, second.status_code, other.status_code) == (201, 201, 409)
    assert first.json() == second.json()
    assert (first["ETag"], first["Location"]) == (second["ETag"], second["Location"])
    assert ideas_in(skovde) == 1


def test_refusal_is_given_again_under_the_same_key(ask: Caller, skovde: Municipality) -> None:
    answers = [ask("POST", "ideas/", {"title": ""}, idempotency_key="fel") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [422, 422]
    assert answers[0].json() == answers[1].json()
    assert answers[1]["Content-Type"] == "application/problem+json"
    assert ideas_in(skovde) == 0


@pytest.mark.parametrize("name", ["status\x00", "\ud800", "\u202e"])
def test_refusal_that_quotes_what_no_text_holds_is_kept_too(ask: Caller, name: str) -> None:
    """The database takes no NUL and no half character, and a refusal quotes names and values."""
    sent = SENT | {name: 1, "kind": name}
    answers = [ask("POST", "ideas/", sent, idempotency_key="trasig") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [422, 422]
    assert answers[0].json() == answers[1].json()


def test_answer_is_forgotten_after_a_day(ask: Caller, skovde: Municipality) -> None:
    ask("POST", "ideas/", SENT, idempotency_key="a")
    with in_municipality(skovde):
        assert forget_old_answers() == 0
        KeptAnswer.objects.update(at=clock.now() - dt.timedelta(hours=24))
        assert forget_old_answers() == 1
    assert ask("POST", "ideas/", SENT, idempotency_key="a").status_code == 201
    assert ideas_in(skovde) == 2


@pytest.mark.django_db(transaction=True)
def test_sent_twice_at_once_gives_one_idea(skovde: Municipality) -> None:
    ask = caller(municipality=skovde)
    answers: list[Any] = []

    def send() -> None:
        answers.append(ask("POST", "ideas/", SENT, idempotency_key="samtidigt"))
        connection.close()

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [answer.status_code for answer in answers] == [201] * 4
    assert len({answer.json()["key"] for answer in answers}) == 1
    assert ideas_in(skovde) == 1


def test_change_needs_the_etag_of_what_stands(ask: Caller, skovde: Municipality) -> None:
    idea = make_idea(municipality=skovde, title="Lånecyklar")
    path = f"ideas/{idea.key}/"
    tag = ask.tag(path)
    missing = ask("PATCH", path, {"why_now": "a"})
    done = ask("PATCH", path, {"why_now": "b"}, if_match=tag)
    stale = ask("PATCH", path, {"why_now": "c"}, if_match=tag)
    assert (missing.status_code, done.status_code, stale.status_code) == (428, 200, 412)
    assert stale.json()["current"] == done.json()
    assert stale["ETag"] == done["ETag"] == ask.tag(path)
    assert done.json()["why_now"] == "b"
    assert ask.get(path, if_none_match=done["ETag"]).status_code == 304


def test_pages_show_each_idea_once_in_a_fixed_order(ask: Caller, skovde: Municipality) -> None:
    keys = [str(make_idea(municipality=skovde, title=f"Idé {n}").key) for n in range(5)]
    found, path, pages = [], "ideas/?limit=2", 0
    while path:
        page = ask.get(path).json()
        found += [row["key"] for row in page["results"]]
        path = page["next"] and page["next"].partition("localhost")[2]
        if pages == 0:
            make_idea(municipality=skovde, title="Kom emellan")
        pages += 1
    assert found == keys[::-1]
    assert pages == 3


@pytest.mark.parametrize(
    "query",
    ["limit=0", "limit=101", "limit=x", "cursor=!!", "cursor=djEueA", "status=nej", "updated_since=i+dag", "x=1"],
)
def test_parameter_that_cannot_be_used_is_told(ask: Caller, query: str) -> None:
    answer = ask.get(f"ideas/?{query}")
    assert answer.status_code == 400
    assert answer.json()["type"] == "urn:slusstrappan:problem:bad-request"


def test_filters_narrow(ask: Caller, skovde: Municipality) -> None:
    make_idea(municipality=skovde, title="Lånecyklar vid stationen", stage=2)
    make_idea(municipality=skovde, title="Bänkar")
    later = (clock.now() + dt.timedelta(hours=1)).isoformat().replace("+", "%2B")
    count = {
        query: len(ask.get(f"ideas/?{query}").json()["results"])
        for query in ("q=stationen", "status=inbox", "status=active", "phase=capture", f"updated_since={later}")
    }
    assert list(count.values())[:3] == [1, 1, 1]
    assert list(count.values())[-1] == 0


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"\xff\xfe", "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b'{"title": "' + b"a" * 300_000 + b'"}', "application/json", 413),
        (b"title=x", "application/x-www-form-urlencoded", 415),
        (b"[]", "application/json", 422),
        (b"null", "application/json", 422),
        (b'{"title": 7, "source": "survey"}', "application/json", 422),
        (b'{"title": "\\u0000", "source": "survey"}', "application/json", 422),
        (b'{"title": "\\ud800", "source": "survey"}', "application/json", 422),
        (b'{"title": "x", "source": "survey", "unit": 1e400}', "application/json", 422),
        (b'{"title": "x", "source": ["survey"]}', "application/json", 422),
        (b'{"title": "x", "source": "survey", "bearer": "y"}', "application/json", 422),
        (b'{"title": "x", "source": "survey", "rubrik": "y"}', "application/json", 422),
        (b'{"title": "811218-9876", "source": "survey"}', "application/json", 422),
    ],
)
def test_bad_body_is_refused_in_plain_words(
    ask: Caller, skovde: Municipality, body: bytes, kind: str, status: int
) -> None:
    answer = ask("POST", "ideas/", body, content_type=kind)
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    assert set(answer.json()) >= {"type", "title", "status", "detail"}
    assert ideas_in(skovde) == 0


def test_key_that_asks_too_often_is_told_when_to_come_back(ask: Caller, settings: Any) -> None:
    settings.API_REQUESTS_A_MINUTE = 2
    answers = [ask.get("needs/") for _ in range(6)]
    refused = [answer for answer in answers if answer.status_code == 429]
    assert len(refused) >= 2
    assert 1 <= int(refused[0]["Retry-After"]) <= 60


def test_problem_speaks_the_reader_s_language(ask: Caller) -> None:
    titles = {language: ask.get("nej/", accept_language=language).json()["title"] for language in ("sv", "en")}
    assert titles == {"sv": "Det finns inte här", "en": "There is no such thing here"}


def test_no_answer_is_for_other_sites(ask: Caller) -> None:
    answer = ask.get("ideas/", origin="https://example.org")
    assert [name for name in answer.headers if name.lower().startswith("access-control")] == []


@pytest.mark.parametrize("sent", [[], "x", None, 5])
def test_body_that_is_no_object_is_refused_in_the_reader_s_language(
    ask: Caller, skovde: Municipality, sent: Any
) -> None:
    answer = ask("POST", "ideas/", json.dumps(sent).encode(), accept_language="sv")
    assert answer.status_code == 422
    assert [error["detail"] for error in answer.json()["errors"]] == ["Skicka ett JSON-objekt, med fälten vid namn."]
    assert ideas_in(skovde) == 0


def test_star_instead_of_an_etag_writes_over_nothing(ask: Caller, skovde: Municipality) -> None:
    idea = make_idea(municipality=skovde, title="Först")
    answer = ask("PATCH", f"ideas/{idea.key}/", {"title": "Nytt"}, if_match="*")
    assert answer.status_code == 428
    with in_municipality(skovde):
        assert Idea.objects.get(pk=idea.pk).title == "Först"


def test_personal_number_in_a_changed_text_is_pointed_out_once(ask: Caller, skovde: Municipality) -> None:
    idea = make_idea(municipality=skovde, title="Först")
    path, sent = f"ideas/{idea.key}/", {"why_now": "Ring 19121212-1212."}
    tag = ask("GET", path)["ETag"]
    answer = ask("PATCH", path, sent, if_match=tag)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "personal-number")
    assert ask("PATCH", path, sent | {"keep_numbers": True}, if_match=tag).json()["why_now"] == sent["why_now"]


def test_empty_change_makes_no_revision(ask: Caller, skovde: Municipality) -> None:
    idea = make_idea(municipality=skovde, title="Först")
    path = f"ideas/{idea.key}/"
    first = ask("GET", path)
    same = ask("PATCH", path, {}, if_match=first["ETag"])
    assert (same.status_code, same["ETag"]) == (200, first["ETag"])


def test_refusal_for_want_of_a_role_says_what_can_be_done(skovde: Municipality) -> None:
    answer = caller(Role.EMPLOYEE, municipality=skovde)("GET", "assessments/", accept_language="sv")
    assert answer.status_code == 403
    assert answer.json()["detail"] == "Integrationens roller räcker inte till det här. Administratören kan ändra dem."

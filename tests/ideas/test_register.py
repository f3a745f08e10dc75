"""Registering at receipt."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from sluss.workflow.models import Event
from tenants.ideas.models import Idea, Source
from tenants.ideas.register import NewIdea, register_idea, register_ideas


def new(**fields: object) -> NewIdea:
    given = {"title": "Cykelställ", "source": Source.EMPLOYEE, "received_at": clock.now(), **fields}
    return NewIdea(**given)  # type: ignore[arg-type]


@pytest.mark.django_db
def test_idea_has_authority_number_rule_and_promise_from_receipt(in_skovde: Municipality) -> None:
    idea, is_new = register_idea(new(), actor=None)
    assert is_new
    assert idea.registry_number == f"KS {clock.today().year}/0001"
    assert (str(idea.authority), str(idea.retention_rule)) == ("Kommunstyrelsen", "Bevaras")
    assert idea.promised_on is not None
    assert idea.promised_on > clock.today()
    assert Event.objects.get(subject_id=idea.pk).kind == "received"


@pytest.mark.django_db
def test_same_submission_twice_is_one_idea_and_one_number(in_skovde: Municipality) -> None:
    key = uuid.uuid4()
    first, _ = register_idea(new(submission_key=key), actor=None)
    second, is_new = register_idea(new(submission_key=key), actor=None)
    third, _ = register_idea(new(), actor=None)
    assert (second.pk, is_new) == (first.pk, False)
    assert third.diary_number == first.diary_number + 1


@pytest.mark.django_db
def test_municipalities_have_series_of_their_own(skovde: Municipality, hjo: Municipality) -> None:
    for municipality in (skovde, hjo):
        with in_municipality(municipality):
            assert register_idea(new(), actor=None)[0].diary_number == 1


@pytest.mark.django_db
def test_many_at_once_are_registered_like_one(in_skovde: Municipality) -> None:
    ideas = register_ideas([new(title=f"Nr {n}") for n in range(30)], actor=None)
    assert [idea.diary_number for idea in ideas] == list(range(1, 31))
    assert Event.objects.filter(kind="received").count() == 30


@pytest.mark.django_db(transaction=True)
def test_same_form_sent_twice_at_once_is_one_idea(skovde: Municipality) -> None:
    key = uuid.uuid4()

    def send(_: int) -> int:
        try:
            with in_municipality(skovde):
                return int(register_idea(new(submission_key=key), actor=None)[0].pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(send, range(16)))) == 1
    with in_municipality(skovde):
        assert Idea.objects.count() == 1
        assert register_idea(new(), actor=None)[0].diary_number == 2

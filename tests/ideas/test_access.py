"""Who sees which ideas."""

import datetime as dt

import pytest

from sluss import clock
from sluss.registry.models import Municipality
from tenants.ideas.access import visible_to
from tenants.ideas.models import Secrecy
from tenants.people.models import Member, Role
from tests.factories.ideas import make_idea
from tests.factories.people import make_member, sign_in

pytestmark = pytest.mark.django_db
SEES_INBOX = {Role.COACH, Role.INNOVATION_MANAGER, Role.REGISTRAR, Role.AGENT}


@pytest.mark.parametrize("role", list(Role))
def test_inbox_and_marked_ideas_are_seen_by_handlers_only(in_skovde: Municipality, role: Role) -> None:
    member = make_member(role, municipality=in_skovde)
    taken_in = make_idea(municipality=in_skovde, stage=1)
    waiting = make_idea(municipality=in_skovde)
    marked = make_idea(municipality=in_skovde, stage=2, secrecy=Secrecy.ASSESS)
    expected = {taken_in, waiting, marked} if role in SEES_INBOX else {taken_in}
    if role == Role.MANAGER:
        expected.add(marked)
    assert set(visible_to(member)) == expected


@pytest.mark.parametrize("role", list(Role))
def test_what_is_closed_for_whistle_blowing_is_seen_by_two_roles_wherever_it_stands(
    in_skovde: Municipality, role: Role
) -> None:
    member = make_member(role, municipality=in_skovde)
    make_idea(municipality=in_skovde, secrecy=Secrecy.CLOSED)
    make_idea(municipality=in_skovde, stage=2, secrecy=Secrecy.CLOSED)
    assert visible_to(member).count() == (2 if role in (Role.INNOVATION_MANAGER, Role.REGISTRAR) else 0)


def test_bearer_sees_the_own_idea_wherever_it_is(in_skovde: Municipality) -> None:
    bearer = make_member(municipality=in_skovde)
    idea = make_idea(municipality=in_skovde, bearer=bearer, secrecy=Secrecy.ASSESS)
    make_idea(municipality=in_skovde)
    assert set(visible_to(bearer)) == {idea}


def test_stand_in_of_a_manager_who_is_away_sees_what_is_to_be_decided(in_skovde: Municipality) -> None:
    marked = make_idea(municipality=in_skovde, stage=2, secrecy=Secrecy.ASSESS)
    stand_in = make_member(municipality=in_skovde)
    away = make_member(
        Role.MANAGER, municipality=in_skovde, stand_in=stand_in, away_until=clock.today() + dt.timedelta(days=1)
    )
    assert set(visible_to(stand_in)) == {marked}
    Member.objects.filter(pk=away.pk).update(away_until=clock.today() - dt.timedelta(days=1))
    assert set(visible_to(stand_in)) == set()


def test_inactive_member_sees_nothing(in_skovde: Municipality) -> None:
    make_idea(municipality=in_skovde, stage=1)
    assert not visible_to(make_member(Role.COACH, municipality=in_skovde, active=False)).exists()


def test_idea_of_another_municipality_is_not_found(skovde: Municipality, hjo: Municipality) -> None:
    idea = make_idea(municipality=skovde, stage=1, title="Skövdes hemlighet")
    make_idea(municipality=hjo, stage=1)
    coach_in_hjo = make_member(Role.COACH, municipality=hjo)
    answer = sign_in(hjo, coach_in_hjo).get("/ideer/")
    assert "Skövdes hemlighet" not in answer.content.decode()
    stranger_in_skovde = sign_in(skovde, coach_in_hjo)
    assert stranger_in_skovde.get(f"/ideer/{idea.pk}/").status_code == 404

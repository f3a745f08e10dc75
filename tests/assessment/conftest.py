"""An idea in a chamber, with those around it and some who can assess it."""

from dataclasses import dataclass
from typing import Any

import pytest

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.ideas.models import Idea
from tenants.people.models import Member, Role
from tests.factories.ideas import make_idea
from tests.factories.people import make_member


@dataclass
class Round:
    municipality: Municipality
    idea: Idea
    bearer: Member
    coach: Member
    leader: Member
    manager: Member
    colleague: Member


@pytest.fixture
def around(skovde: Municipality) -> Round:
    bearer = make_member(municipality=skovde, name="Bea Bärare")
    coach = make_member(Role.COACH, municipality=skovde, name="Carl Coach")
    return Round(
        municipality=skovde,
        idea=make_idea(municipality=skovde, title="Lampor som släcks", bearer=bearer, stage=2, coach=coach),
        bearer=bearer,
        coach=coach,
        leader=make_member(Role.INNOVATION_MANAGER, municipality=skovde, name="Ines Ledare"),
        manager=make_member(Role.MANAGER, municipality=skovde, name="Maja Chef"),
        colleague=make_member(municipality=skovde, name="Kim Kollega"),
    )


@pytest.fixture
def inside(around: Round) -> Any:
    with in_municipality(around.municipality):
        yield around

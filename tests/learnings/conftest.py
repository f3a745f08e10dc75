"""An idea on its way in Skövde with the people around it."""

from dataclasses import dataclass

import pytest

from sluss.registry.models import Municipality
from tenants.ideas.models import Idea
from tenants.people.models import Member, Role
from tests.factories.ideas import make_idea
from tests.factories.people import make_member


@dataclass
class Place:
    municipality: Municipality
    idea: Idea
    bearer: Member
    coach: Member
    leader: Member


@pytest.fixture
def place(skovde: Municipality) -> Place:
    bearer, coach = make_member(municipality=skovde), make_member(Role.COACH, municipality=skovde)
    return Place(
        municipality=skovde,
        idea=make_idea(municipality=skovde, title="Lunch för äldre i skolan", bearer=bearer, coach=coach, stage=3),
        bearer=bearer,
        coach=coach,
        leader=make_member(Role.INNOVATION_MANAGER, municipality=skovde, name="Ines Ledare"),
    )

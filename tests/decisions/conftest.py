"""A matter in Skövde: an idea before the gate out of its first chamber, and the people around it."""

from dataclasses import dataclass

import pytest

from sluss.registry.models import Municipality
from tenants.ideas.models import Idea
from tenants.people.models import Member, Role
from tests.factories.decisions import meet_conditions
from tests.factories.ideas import make_idea
from tests.factories.people import make_member


@dataclass
class Matter:
    municipality: Municipality
    idea: Idea
    bearer: Member
    coach: Member
    manager: Member
    innovation_manager: Member


@pytest.fixture
def matter(skovde: Municipality) -> Matter:
    """The gate out of the first chamber is decided by a manager; no condition is answered yet."""
    bearer = make_member(municipality=skovde, name="Bea Bärare")
    coach = make_member(Role.COACH, municipality=skovde, name="Carl Coach")
    return Matter(
        municipality=skovde,
        idea=make_idea(municipality=skovde, title="Lampor som släcks själva", bearer=bearer, stage=1, coach=coach),
        bearer=bearer,
        coach=coach,
        manager=make_member(Role.MANAGER, municipality=skovde, name="Maja Chef"),
        innovation_manager=make_member(Role.INNOVATION_MANAGER, municipality=skovde, name="Ines Ledare"),
    )


@pytest.fixture
def ready(matter: Matter) -> Matter:
    """The same with every condition met."""
    meet_conditions(matter.idea, municipality=matter.municipality, by=matter.coach)
    return matter

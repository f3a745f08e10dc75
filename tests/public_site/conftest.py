"""An idea that is open to all, and who looks after it."""

import pytest

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.ideas.models import Idea
from tenants.people.models import Member, Role
from tenants.public_site.open_idea import open_idea
from tests.factories.ideas import make_idea
from tests.factories.people import make_member


@pytest.fixture
def coach(skovde: Municipality) -> Member:
    return make_member(Role.COACH, municipality=skovde)


@pytest.fixture
def idea(skovde: Municipality, coach: Member) -> Idea:
    made = make_idea(municipality=skovde, stage=2, title="Cykelställ")
    with in_municipality(skovde):
        open_idea(made, revision=1, actor=coach)
    return made

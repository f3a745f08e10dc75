"""A leader of the inbox and their client."""

import pytest
from django.test import Client

from sluss.registry.models import Municipality
from tenants.people.models import Member, Role
from tests.factories.people import make_member, sign_in


@pytest.fixture
def leader(skovde: Municipality) -> Member:
    return make_member(Role.INNOVATION_MANAGER, municipality=skovde)


@pytest.fixture
def client(skovde: Municipality, leader: Member) -> Client:
    return sign_in(skovde, leader)

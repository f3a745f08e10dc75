"""Somebody who takes calls."""

import pytest
from django.test import Client

from sluss.registry.models import Municipality
from tenants.people.models import Member, Role
from tests.factories.people import make_member, sign_in


@pytest.fixture
def agent(skovde: Municipality) -> Member:
    return make_member(Role.AGENT, municipality=skovde)


@pytest.fixture
def client(skovde: Municipality, agent: Member) -> Client:
    return sign_in(skovde, agent)

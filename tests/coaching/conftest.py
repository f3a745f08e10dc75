"""An idea in the first chamber with its coach and its bearer."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pytest

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.coaching.models import Session
from tenants.coaching.sessions import Talk, hold_session
from tenants.ideas.models import Idea
from tenants.people.models import Member, Role
from tests.factories.ideas import make_idea
from tests.factories.people import make_member

DAY = dt.timedelta(days=1)


def talk(**changes: Any) -> Talk:
    facts: dict[str, Any] = {"held_on": clock.today(), "form": "meeting", "minutes": 45, "present": 2}
    return Talk(**(facts | changes))


@dataclass
class Coached:
    municipality: Municipality
    idea: Idea
    coach: Member
    bearer: Member

    def person(self, kind: str) -> Member:
        """Someone of the kind, made for the idea."""
        named = {"coach of the idea": self.coach, "bearer": self.bearer}
        if kind in named:
            return named[kind]
        if kind == "guest":
            return make_member(municipality=self.municipality, guest_of=self.idea.pk)
        if kind == "guest of another":
            return make_member(municipality=self.municipality, guest_of=make_idea(municipality=self.municipality).pk)
        if kind == "former coach":
            return make_member(Role.COACH, municipality=self.municipality, active=False)
        return make_member(Role(kind), municipality=self.municipality)

    def session(self, **changes: Any) -> Session:
        with in_municipality(self.municipality):
            return hold_session(self.idea, talk=talk(**changes), actor=self.coach)


@pytest.fixture
def coached(skovde: Municipality) -> Coached:
    coach = make_member(Role.COACH, municipality=skovde, name="Carina Åkerman")
    bearer = make_member(municipality=skovde, name="Moa Berg")
    idea = make_idea(municipality=skovde, stage=1, bearer=bearer, coach=coach, title="Digital kö till hemtjänsten")
    return Coached(skovde, idea, coach, bearer)


EVERYONE = ("coach of the idea", "bearer", "guest", "guest of another", "former coach", *Role.values)

"""An idea in chamber Test with its coach, its bearer, its receiving owner and a trial that lacks nothing."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.ideas.models import Idea
from tenants.people.models import Member, Role
from tenants.trials.clear import answer_clearance
from tenants.trials.models import Clearance, Trial
from tenants.trials.move import move
from tenants.trials.plan import plan_trial
from tenants.trials.transitions import CLEAR, START
from tests.factories.ideas import make_idea
from tests.factories.people import make_member

DAY = dt.timedelta(days=1)
PLAN: dict[str, Any] = {
    "name": "Bokning på nätet i sex veckor",
    "hypothesis": "Vi tror att bokning på nätet ger kortare kö.",
    "measure": "Minuter i telefonkö",
    "measure_unit": "minuter",
    "baseline": "18 minuter i mars",
    "baseline_number": Decimal(18),
    "stop_rule": "Vi slutar om kön är längre än 12 minuter.",
    "stop_number": Decimal(12),
    "lower_is_better": True,
    "weeks": 6,
    "money": 10_000,
    "alternatives": "Bokning på nätet\nFler i telefon\nInte göra något",
    "effect_chain": "Bokning, färre samtal, kortare kö.",
    "rough_benefit": "Tre timmar i veckan.",
    "equality": "De äldsta ringer oftare: telefonen är kvar.",
}
EVERYONE = ("leader", "coach of the idea", "bearer", "receiving owner", "bearing manager", "guest", *Role.values)


@dataclass
class OnTrial:
    municipality: Municipality
    idea: Idea
    coach: Member
    bearer: Member
    owner: Member
    leader: Member
    trial: Trial

    def person(self, kind: str) -> Member:
        named = {"coach of the idea": self.coach, "bearer": self.bearer, "receiving owner": self.owner}
        named |= {"leader": self.leader}
        if kind in named:
            return named[kind]
        if kind == "guest":
            return make_member(municipality=self.municipality, guest_of=self.idea.pk)
        if kind == "bearing manager":
            manager = make_member(Role.MANAGER, municipality=self.municipality)
            with in_municipality(self.municipality):
                self.idea.bearers.create(member=manager)
            return manager
        return make_member(Role(kind), municipality=self.municipality)

    def fresh(self) -> Trial:
        return Trial.objects.select_related("idea__stage", "leader", "receiving_owner").get(pk=self.trial.pk)

    def clear(self, **answer: Any) -> None:
        facts: dict[str, Any] = {"answer": "granted", "conditions": "Genomgånget", "expires_on": None} | answer
        for row in Clearance.objects.filter(trial=self.trial).select_related("trial"):
            answer_clearance(row, actor=self.leader, **facts)

    def start(self, **answer: Any) -> Trial:
        manager = make_member(Role.MANAGER, municipality=self.municipality)
        with in_municipality(self.municipality):
            self.clear(**answer)
            move(self.fresh(), by=CLEAR, actor=manager)
            return move(self.fresh(), by=START, actor=self.leader)


@pytest.fixture
def on_trial(skovde: Municipality) -> OnTrial:
    coach = make_member(Role.COACH, municipality=skovde)
    bearer, leader = make_member(municipality=skovde), make_member(municipality=skovde)
    owner = make_member(Role.REGISTRAR, municipality=skovde, name="Rut Ek", language="en")
    idea = make_idea(municipality=skovde, stage=3, bearer=bearer, coach=coach, title="Kortare telefonkö")
    with in_municipality(skovde):
        content = PLAN | {"leader": leader, "receiving_owner": owner}
        trial = plan_trial(idea, content=content, actor=coach)
    return OnTrial(skovde, idea, coach, bearer, owner, leader, trial)


def today() -> dt.date:
    return clock.today()

"""Several deciders at once: one decision, the others are told."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality, in_region
from tenants.decisions.draft import Overtaken, Seen
from tenants.decisions.hold_decision import hold_decision
from tenants.decisions.models import Decision
from tenants.decisions.register_decision import register_decision
from tenants.ideas.models import Idea
from tenants.mail.models import Mail
from tenants.people.models import Member, Role
from tests.factories.decisions import draft_by, meet_conditions
from tests.factories.ideas import make_idea
from tests.factories.people import make_member

DECIDERS = 20


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_make_one_decision_and_nineteen_are_told() -> None:
    with in_region():
        skovde = Municipality.objects.get(slug="skovde")
    bearer, coach = make_member(municipality=skovde), make_member(Role.COACH, municipality=skovde)
    idea = make_idea(municipality=skovde, bearer=bearer, stage=1, coach=coach)
    meet_conditions(idea, municipality=skovde, by=coach)
    managers = [make_member(Role.MANAGER, municipality=skovde, name=f"Chef {n}") for n in range(DECIDERS)]
    with in_municipality(skovde):
        hold_decision(idea, draft=draft_by(coach), seen=Seen.now(idea), actor=coach)
        seen = Seen.now(idea)
    together = Barrier(DECIDERS)

    def decide(manager: Member) -> str:
        together.wait(timeout=30)
        try:
            with in_municipality(skovde):
                register_decision(idea, draft=draft_by(coach), seen=seen, actor=manager, key=uuid.uuid4())
        except Overtaken as told:
            return str(told)
        finally:
            connection.close()
        return "registered"

    with ThreadPoolExecutor(DECIDERS) as pool:
        outcomes = list(pool.map(decide, managers))
    assert outcomes.count("registered") == 1
    winner = managers[outcomes.index("registered")].name
    assert [winner in told for told in outcomes].count(True) == DECIDERS - 1
    with in_municipality(skovde):
        assert (Decision.objects.count(), Mail.objects.count()) == (1, 1)
        assert Idea.objects.select_related("stage").get(pk=idea.pk).stage.position == 2  # type: ignore[union-attr]

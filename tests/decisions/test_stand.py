"""What the idea's page reads of its gate at once says the same as the rules that ask one by one."""

import datetime as dt

import pytest
from django.db import connection

from sluss import clock
from sluss.tenancy import in_municipality
from tenants.decisions import rules
from tenants.decisions.conditions import conditions_of
from tenants.decisions.models import Recusal, RecusalTrial
from tenants.decisions.stand import READS, stand_of
from tenants.ideas.around import facts_for
from tenants.ideas.models import Idea
from tenants.people.models import Member
from tests.decisions.conftest import Matter


def same(matter: Matter, person: Member) -> tuple[bool, bool]:
    """Whether they see a proposal and may answer, by the page's reading; the rules must say so too."""
    idea = Idea.objects.select_related("stage__gate", "coach").get(pk=matter.idea.pk)
    gate = rules.gate_of(idea)
    assert gate is not None
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {READS}", facts_for(idea, person))
        stand = stand_of(gate, *cursor.fetchone())
    assert [(c.criterion.pk, c.met) for c in stand.conditions] == [
        (c.criterion.pk, c.met) for c in conditions_of(idea, gate)
    ]
    found = (
        rules.sees_proposal(person, idea, known=stand.known),
        rules.why_not_answer(person, idea, known=stand.known) is None,
    )
    assert found == (rules.sees_proposal(person, idea), rules.why_not_answer(person, idea) is None)
    return found


@pytest.mark.parametrize("upheld", [True, False])
def test_conflict_bars_at_once_and_until_it_is_lifted(upheld: bool, ready: Matter) -> None:
    with in_municipality(ready.municipality):
        assert same(ready, ready.coach) == (True, True)
        noted = Recusal.objects.create(
            idea=ready.idea, member=ready.coach, raised_by=ready.manager, reason="Syskon", at=clock.now()
        )
        assert same(ready, ready.coach) == (False, False)
        RecusalTrial.objects.create(
            recusal=noted, tried_by=ready.innovation_manager, upheld=upheld, reason="Prövat", at=clock.now()
        )
        assert same(ready, ready.coach) == (not upheld, not upheld)


def test_stand_in_sees_while_the_manager_is_away_and_not_after(ready: Matter) -> None:
    today = clock.today()
    with in_municipality(ready.municipality):
        stand_in = Member.objects.create(name="Vik Arie", email="vik@example.org", roles=["agent"])
        for away_until, sees in ((None, False), (today, True), (today - dt.timedelta(days=1), False)):
            Member.objects.filter(pk=ready.manager.pk).update(stand_in=stand_in, away_until=away_until)
            assert same(ready, stand_in) == (sees, False)

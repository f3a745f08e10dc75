"""What the tests of the inbox pages do over and over."""

from typing import Any

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.ideas.models import Idea, Kind, Source
from tenants.ideas.transitions import InboxOutcome
from tenants.people.models import Role
from tests.factories.ideas import make_idea
from tests.factories.people import make_member

ODD = "\u202eBänk\u200b 🚲 <b>x</b>"


def status_of(municipality: Municipality, idea: Idea) -> str:
    with in_municipality(municipality):
        return Idea.objects.get(pk=idea.pk).status


def complete(municipality: Municipality, outcome: InboxOutcome) -> dict[str, Any]:
    """All that the outcome asks for."""
    besides: dict[InboxOutcome, dict[str, Any]] = {
        InboxOutcome.REFER: {"to_whom": "Regionens smittskydd"},
        InboxOutcome.WRONG_DOOR: {"door": "complaint", "handed_to": "Miljökontoret"},
        InboxOutcome.DO_IN_LINE: {"under_a_day": "on", "under_5000": "on", "no_risk": "on"},
    }
    found = besides.get(outcome, {})
    if outcome in (InboxOutcome.TAKE_IN_NEED, InboxOutcome.TAKE_IN_IDEA):
        found = {"coach": make_member(Role.COACH, municipality=municipality).pk}
    if outcome == InboxOutcome.DO_IN_LINE:
        found = found | {"yes_by": make_member(Role.MANAGER, municipality=municipality).pk}
    if outcome == InboxOutcome.CONNECT:
        target = make_idea(municipality=municipality, stage=2)
        found = {"target": target.registry_number}
    return {"outcome": outcome.value, "message": "Tack.", **found}


FILTERS: dict[str, dict[str, Any]] = {
    "source=resident": {"source": Source.RESIDENT},
    "kind=need": {"kind": Kind.NEED},
    "late=on": {"promised_on": clock.today().replace(year=2020)},
    "q=vattenlek": {"title": "En vattenlek"},
}

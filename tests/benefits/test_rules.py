"""Role x state, as a table."""

import pytest

from sluss.tenancy import in_municipality
from tenants.benefits.rules import CALCULATE, CHANGE_CHAIN, PLAN_MEASURE, may, measuring
from tenants.ideas.models import Idea, Status
from tenants.people.models import Member, Role
from tests.benefits.conftest import Place
from tests.factories.benefits import make_benefit
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
# e: effect chain, c: calculation, p: what is measured, m: enters values
INBOX = {Status.INBOX: "ecp", Status.ASKED: "ecp"}
CHAMBERS = {Status.ACTIVE: "ecp", Status.ON_HOLD: "ecp"}
INSIDE = INBOX | CHAMBERS
IN_USE = (Status.IMPLEMENTED, Status.HANDED_OVER)
MAY: dict[str, dict[Status, str]] = {
    "bearer": INSIDE,
    "coach of the idea": INSIDE,
    Role.INNOVATION_MANAGER: INBOX | dict.fromkeys(CHAMBERS, "ecpm") | dict.fromkeys(IN_USE, "pm"),
    "receiving owner": dict.fromkeys((*CHAMBERS, *IN_USE), "m"),
    "bearer who has left": {},
    "receiving owner who has left": {},
    **{role: {} for role in Role if role != Role.INNOVATION_MANAGER},
}


def person(kind: str, place: Place) -> Member:
    known = {"bearer": place.bearer, "coach of the idea": place.coach, "receiving owner": place.owner}
    if kind in Role.values:
        return make_member(Role(kind), municipality=place.municipality)
    member = known[kind.removesuffix(" who has left")]
    member.active = kind in known
    return member


@pytest.mark.parametrize("kind", MAY)
def test_who_may_do_what_in_which_state(kind: str, place: Place) -> None:
    benefit = make_benefit(place.idea, municipality=place.municipality, receiving_owner=place.owner)
    member = person(kind, place)
    rows = {"e": CHANGE_CHAIN, "c": CALCULATE, "p": PLAN_MEASURE, "m": measuring(benefit)}
    with in_municipality(place.municipality):
        idea = Idea.objects.get(pk=place.idea.pk)
        found = {}
        for status in Status:
            idea.status = status
            if allowed := "".join(key for key, row in rows.items() if may(row, member=member, idea=idea)):
                found[status] = allowed
    assert found == MAY[kind]

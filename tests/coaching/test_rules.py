"""Role x action, as a table."""

import pytest

from sluss.tenancy import in_municipality
from tenants.coaching import rules
from tenants.ideas.models import Secrecy, Status
from tests.coaching.conftest import EVERYONE, Coached

pytestmark = pytest.mark.django_db

# s: sees the coaching page, h: notes a session, n: reads the note, c: changes it, f: finishes the step, u: uses a card,
# g: invites a guest and ends the visit, k: keeps the registers
MAY = {
    "coach of the idea": "shncfug",
    "bearer": "snfu",
    "guest": "shu",
    "innovation_manager": "sgk",
}


@pytest.mark.parametrize("kind", EVERYONE)
def test_who_may_do_what(coached: Coached, kind: str) -> None:
    session = coached.session(next_step_on=None)
    member = coached.person(kind)
    with in_municipality(coached.municipality):
        idea, bears = coached.idea, kind == "bearer"
        visitor = coached.person("guest")
        may = {
            "s": rules.sees_coaching(member, idea),
            "h": rules.why_not_hold_session(member, idea) is None,
            "n": rules.reads_note(member, session, bears=bears),
            "c": rules.why_not_change_session(member, session) is None,
            "f": rules.why_not_finish_step(member, session, bears=bears) is None,
            "u": rules.why_not_use_card(member, idea) is None,
            "g": rules.why_not_invite_guest(member, idea) is None
            and rules.why_not_end_guest(member, idea, guest=visitor) is None,
            "k": rules.keeps_registers(member),
        }
    assert "".join(letter for letter, allowed in may.items() if allowed) == MAY.get(kind, "")


def test_marked_idea_is_opened_to_no_guest(coached: Coached) -> None:
    coached.idea.secrecy = Secrecy.ASSESS
    assert rules.why_not_invite_guest(coached.coach, coached.idea) is not None


@pytest.mark.parametrize("status", [status for status in Status if status not in (Status.ACTIVE, Status.ON_HOLD)])
def test_nothing_is_coached_outside_the_chambers(coached: Coached, status: Status) -> None:
    coached.idea.status = status
    with in_municipality(coached.municipality):
        assert rules.why_not_hold_session(coached.coach, coached.idea) == rules.NOT_IN_CHAMBER
        assert rules.why_not_use_card(coached.coach, coached.idea) == rules.NOT_IN_CHAMBER
        assert rules.why_not_invite_guest(coached.coach, coached.idea) == rules.NOT_IN_CHAMBER

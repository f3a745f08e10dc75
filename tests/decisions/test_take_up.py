"""An idea that was decided to wait is taken up again by whoever decides."""

from collections.abc import Callable

import pytest
from django.test import Client

from sluss import clock
from sluss.tenancy import in_municipality
from sluss.workflow.models import Event
from sluss.workflow.transitions import NotAllowed, NotPossible
from tenants.decisions.models import Outcome
from tenants.decisions.take_up import take_up
from tenants.ideas.models import Idea, Message, Status
from tenants.mail.models import Mail
from tenants.people.models import Member
from tenants.pipeline.models import Stage
from tenants.pipeline.working_days import add_working_days
from tests.decisions.conftest import Matter
from tests.decisions.test_rules import person
from tests.factories.decisions import decide
from tests.factories.ideas import make_idea

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
# Who takes it up: those who could decide at the gate, and nobody else.
TAKES_UP = {
    "coach of the idea": False,
    "coaching manager": False,
    "manager": True,
    "innovation_manager": False,
    "coach": False,
    "registrar": False,
    "employee": False,
    "agent": False,
    "administrator": False,
    "bearer": False,
    "bearing manager": False,
    "recused manager": False,
    "cleared manager": True,
    "former manager": False,
    "stand-in for today": True,
    "stand-in for yesterday": False,
    "recused stand-in": False,
}


@pytest.fixture
def waiting(ready: Matter) -> Matter:
    """The same matter after it was decided that it waits; all letters so far are read."""
    decide(
        ready.idea, municipality=ready.municipality, actor=ready.manager, presenter=ready.coach, outcome=Outcome.HOLD
    )
    with in_municipality(ready.municipality):
        ready.idea.refresh_from_db()
        Mail.objects.all().delete()
    return ready


def address(matter: Matter) -> str:
    return f"/ideer/{matter.idea.pk}/ta-upp-igen/"


def state(matter: Matter) -> tuple[object, ...]:
    idea = Idea.objects.get(pk=matter.idea.pk)
    return idea.status, idea.stage_id, idea.promised_on, Event.objects.count(), Message.objects.count()


@pytest.mark.parametrize(("kind", "allowed"), TAKES_UP.items())
def test_those_who_decide_take_it_up_and_nobody_else(waiting: Matter, kind: str, allowed: bool) -> None:
    actor = person(kind, waiting)
    with in_municipality(waiting.municipality):
        before = state(waiting)
        if not allowed:
            with pytest.raises(NotAllowed):
                take_up(waiting.idea, message="Det finns pengar nu.", actor=actor)
            assert state(waiting) == before
            return
        take_up(waiting.idea, message="Det finns pengar nu.", actor=actor)
        idea = Idea.objects.get(pk=waiting.idea.pk)
        stage = Stage.objects.get(pk=idea.stage_id)
        assert (idea.status, idea.stage_id) == (Status.ACTIVE, waiting.idea.stage_id)
        assert idea.entered_stage_at == waiting.idea.entered_stage_at
        assert idea.promised_on == add_working_days(clock.today(), stage.promise_days)
        assert [mail.to for mail in Mail.objects.all()] == [waiting.bearer.email]
        assert "Det finns pengar nu." in Mail.objects.get().text


@pytest.mark.parametrize("status", [one for one in Status if one != Status.ON_HOLD])
def test_only_what_waits_is_taken_up(waiting: Matter, status: Status) -> None:
    other = make_idea(municipality=waiting.municipality, stage=1, status=status)
    with in_municipality(waiting.municipality):
        count = Event.objects.count()
        with pytest.raises((NotPossible, NotAllowed)):
            take_up(other, message="Nu", actor=waiting.manager)
        assert (Idea.objects.get(pk=other.pk).status, Event.objects.count()) == (status, count)


def test_nothing_said_takes_nothing_up(waiting: Matter) -> None:
    with in_municipality(waiting.municipality):
        before = state(waiting)
        with pytest.raises(NotPossible):
            take_up(waiting.idea, message=" \n ", actor=waiting.manager)
        assert state(waiting) == before


def test_decider_finds_the_way_and_the_second_press_changes_nothing(waiting: Matter, client_of: ClientOf) -> None:
    client = client_of(waiting.municipality, waiting.manager)
    page = f"/ideer/{waiting.idea.pk}/"
    assert address(waiting) in client.get(page).text
    assert client.get(address(waiting)).status_code == 200
    assert client.post(address(waiting), {"message": ""}).status_code == 422
    assert client.post(address(waiting), {"message": "Nu finns pengar."})["Location"] == page
    again = client.post(address(waiting), {"message": "Mina egna ord"})
    assert again.status_code == 422
    assert "Mina egna ord" in again.text
    assert client.get(address(waiting))["Location"] == page
    story = client.get(page).text
    assert "Nu finns pengar." in story
    assert address(waiting) not in story
    with in_municipality(waiting.municipality):
        assert Event.objects.filter(subject_id=waiting.idea.pk, kind="taken_up").count() == 1


def test_others_are_shown_no_way_and_refused(waiting: Matter, client_of: ClientOf) -> None:
    others: list[Member] = [waiting.coach, waiting.innovation_manager, waiting.bearer]
    for other in others:
        client = client_of(waiting.municipality, other)
        assert address(waiting) not in client.get(f"/ideer/{waiting.idea.pk}/").text
        assert client.get(address(waiting)).status_code == 403
        assert client.post(address(waiting), {"message": "Nu"}).status_code == 403
    with in_municipality(waiting.municipality):
        assert Idea.objects.get(pk=waiting.idea.pk).status == Status.ON_HOLD

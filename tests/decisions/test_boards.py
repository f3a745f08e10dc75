"""Idea boards advise and never decide."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from sluss.workflow.models import Event
from sluss.workflow.transitions import NotAllowed
from tenants.decisions import rules
from tenants.decisions.advise import ask_board, give_advice
from tenants.decisions.counsel import counsel_at, waiting_for
from tenants.decisions.models import Advice, Decision, IdeaBoard, Recusal
from tenants.decisions.note_conflict import note_conflict
from tenants.decisions.order_forms import BoardForm
from tenants.ideas.models import Idea, Status
from tenants.mail.models import Mail
from tenants.people.models import Member, Role
from tests.decisions.conftest import Matter
from tests.factories.api import make_api_key
from tests.factories.decisions import decide
from tests.factories.people import make_member, sign_in

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
FOR, AGAINST = Advice.Stance.FOR, Advice.Stance.AGAINST


@pytest.fixture
def board(ready: Matter) -> IdeaBoard:
    """Everyone in the matter sits on it, and two who have no part in it."""
    with in_municipality(ready.municipality):
        board = IdeaBoard.objects.create(name="Idérådet")
        board.members.set([ready.bearer, ready.coach, ready.manager])
    for name in ("Rakel Råd", "Rut Råd"):
        add(board, make_member(municipality=ready.municipality, name=name), ready.municipality)
    return board


def add(board: IdeaBoard, member: Member, municipality: Municipality) -> None:
    with in_municipality(municipality):
        board.members.add(member)


def adviser(board: IdeaBoard) -> Member:
    return board.members.get(name="Rakel Råd")


@pytest.mark.parametrize(
    ("who", "may"),
    [("adviser", True), ("manager", True), ("coach", False), ("bearer", False), ("innovation_manager", False)],
)
def test_who_advises(who: str, may: bool, ready: Matter, board: IdeaBoard) -> None:
    with in_municipality(ready.municipality):
        member = adviser(board) if who == "adviser" else getattr(ready, who)
        assert (rules.why_not_advise(member, ready.idea, board) is None) is may
        note_conflict(ready.idea, about=member, reason="Granne", actor=member)
        assert rules.why_not_advise(member, ready.idea, board) is not None
        with pytest.raises(NotAllowed):
            give_advice(ready.idea, board=board, stance=FOR, text="", actor=member)
        assert not Advice.objects.exists()


@pytest.mark.parametrize("status", [status for status in Status if status not in (Status.ACTIVE, Status.ON_HOLD)])
def test_nobody_advises_outside_the_chambers(status: Status, ready: Matter, board: IdeaBoard) -> None:
    with in_municipality(ready.municipality):
        Idea.objects.filter(pk=ready.idea.pk).update(status=status)
        idea = Idea.objects.get(pk=ready.idea.pk)
        assert rules.why_not_advise(adviser(board), idea, board) == rules.NOT_AWAITED


def test_resting_board_advises_nothing(ready: Matter, board: IdeaBoard) -> None:
    with in_municipality(ready.municipality):
        board.active = False
        board.save(update_fields=["active"])
        assert rules.why_not_advise(adviser(board), ready.idea, board) is not None


def test_advice_changes_nothing_but_itself_and_may_be_changed(ready: Matter, board: IdeaBoard) -> None:
    with in_municipality(ready.municipality):
        before = Idea.objects.values().get(pk=ready.idea.pk)
        give_advice(ready.idea, board=board, stance=AGAINST, text="För dyrt", actor=adviser(board))
        give_advice(ready.idea, board=board, stance=FOR, text="Nu är jag med", actor=adviser(board))
        assert Idea.objects.values().get(pk=ready.idea.pk) == before
        assert not Decision.objects.exists()
        [advice] = Advice.objects.all()
        assert (advice.stance, advice.text) == ("for", "Nu är jag med")
        [counsel] = counsel_at(ready.idea, advice.gate)
        assert (counsel.counts, counsel.silent) == ([("låt den gå vidare", 1)], 4)
        assert all("text" not in event.data for event in Event.objects.filter(kind="advice_given"))


def test_board_is_asked_once_each_and_not_those_with_a_part_in_it(ready: Matter, board: IdeaBoard) -> None:
    with in_municipality(ready.municipality):
        give_advice(ready.idea, board=board, stance=FOR, text="", actor=adviser(board))
        with pytest.raises(NotAllowed):
            ask_board(ready.idea, board=board, actor=ready.bearer)
        assert not Mail.objects.exists()
        assert ask_board(ready.idea, board=board, actor=ready.coach) == 2
        assert set(Mail.objects.values_list("to", flat=True)) == {
            ready.manager.email,
            board.members.get(name="Rut Råd").email,
        }
        assert f"http://skovde.localhost/ideer/{ready.idea.pk}/rad/" in Mail.objects.all()[0].text
        assert waiting_for(board.members.get(name="Rut Råd")) == [ready.idea]
        assert waiting_for(adviser(board)) == []
        assert waiting_for(ready.coach) == []


def test_advice_stands_at_the_gate_and_in_no_record(ready: Matter, board: IdeaBoard, client_of: ClientOf) -> None:
    place = ready.municipality
    with in_municipality(place):
        member = adviser(board)
    client = client_of(place, member)
    path = f"/ideer/{ready.idea.pk}/rad/"
    form = {"board": board.pk, "stance": "against", "text": "Hemligt råd"}
    assert client.post(path, form | {"stance": "kanske"}).status_code == 422
    assert client.post(path, form | {"text": "Gäller 19811228-9874"}).status_code == 422
    with in_municipality(place):
        assert not Advice.objects.exists()
    assert client.post(path, form).status_code == 302
    assert "Hemligt råd" in client.get(path).text
    manager = client_of(place, ready.manager)
    assert "Hemligt råd" in manager.get(f"/ideer/{ready.idea.pk}/beslut/").text
    decision = decide(ready.idea, municipality=place, actor=ready.manager, presenter=ready.coach)
    assert "Hemligt råd" not in manager.get(f"/beslut/{decision.key}/").text
    assert client.post(path, form).status_code == 302  # before the next gate it may advise anew
    with in_municipality(place):
        assert Advice.objects.values("gate").distinct().count() == 2


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.AGENT, Role.REGISTRAR, Role.COACH, Role.ADMINISTRATOR])
def test_advice_is_hidden_from_those_who_neither_sit_nor_decide(
    role: Role, ready: Matter, board: IdeaBoard, client_of: ClientOf
) -> None:
    client = client_of(ready.municipality, make_member(role, municipality=ready.municipality))
    path = f"/ideer/{ready.idea.pk}/rad/"
    assert client.get(path).status_code == 403
    assert client.post(path, {"board": board.pk, "stance": "for"}).status_code == 403
    assert client.post(f"{path}fraga/", {"board": board.pk}).status_code == 403
    with in_municipality(ready.municipality):
        assert (Advice.objects.count(), Mail.objects.count()) == (0, 0)


@pytest.mark.parametrize("board", ["", "x", "²", "9" * 30, "999"], indirect=False)
def test_board_that_is_none_is_not_found(board: str, ready: Matter, client_of: ClientOf) -> None:
    coach = client_of(ready.municipality, ready.coach)
    assert coach.post(f"/ideer/{ready.idea.pk}/rad/fraga/", {"board": board}).status_code == 404


def test_gate_and_advice_ask_equally_for_few_and_many(ready: Matter, board: IdeaBoard, client_of: ClientOf) -> None:
    place, manager = ready.municipality, client_of(ready.municipality, ready.manager)

    def statements(path: str) -> int:
        manager.get(path)
        with CaptureQueriesContext(connection) as caught:
            assert manager.get(path).status_code == 200
        return len(caught)

    def advise(member: Member) -> None:
        with in_municipality(place):
            give_advice(ready.idea, board=board, stance=FOR, text="Ja", actor=member)

    paths = (f"/ideer/{ready.idea.pk}/beslut/", f"/ideer/{ready.idea.pk}/rad/")
    advise(board_member(board, ready))
    few = [statements(path) for path in paths]
    for _ in range(6):
        member = make_member(Role.COACH, municipality=place)
        add(board, member, place)
        advise(member)
        with in_municipality(place):
            note_conflict(ready.idea, about=member, reason="Vän", actor=ready.coach)
    assert [statements(path) for path in paths] == few


def board_member(board: IdeaBoard, matter: Matter) -> Member:
    with in_municipality(matter.municipality):
        return adviser(board)


def test_only_people_here_are_offered_a_seat(ready: Matter) -> None:
    make_api_key(municipality=ready.municipality, name="Enkätverktyget")
    guest = make_member(municipality=ready.municipality, name="Gäst Coach")
    with in_municipality(ready.municipality):
        Member.objects.filter(pk=guest.pk).update(guest_of=ready.idea.pk)
        offered = [label for _key, label in BoardForm().fields["members"].choices]  # type: ignore[attr-defined]
    assert ready.coach.display_name in offered
    assert not {"Enkätverktyget", "Gäst Coach"} & set(offered)


@pytest.mark.parametrize("kind", ["adviser", "stand-in", "colleague"])
def test_conflict_of_whoever_takes_part_can_be_raised(kind: str, ready: Matter, board: IdeaBoard) -> None:
    member = make_member(municipality=ready.municipality)
    if kind == "stand-in":
        make_member(Role.MANAGER, municipality=ready.municipality, stand_in=member)
    with in_municipality(ready.municipality):
        if kind == "adviser":
            board.members.add(member)
    client = sign_in(ready.municipality, ready.coach)
    form = {"about": str(member.pk), "reason": "Granne"}
    answer = client.post(f"/ideer/{ready.idea.pk}/jav/", form)
    raised = kind != "colleague"
    assert answer.status_code == (302 if raised else 422)
    with in_municipality(ready.municipality):
        assert Recusal.objects.filter(idea=ready.idea, member=member).exists() is raised

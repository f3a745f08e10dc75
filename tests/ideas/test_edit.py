"""Two people in the same text: nothing that either of them wrote is lost."""

from collections.abc import Callable

import pytest
from django.test import Client

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from sluss.workflow.models import Event
from tenants.ideas.models import Idea, Status
from tenants.people.models import Role
from tests.factories.ideas import make_idea
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
MINE = {"title": "Min titel", "text": "Min text <script>", "for_whom": "Alla", "why_now": ""}


@pytest.fixture
def idea(skovde: Municipality) -> Idea:
    bearer, coach = make_member(municipality=skovde), make_member(Role.COACH, municipality=skovde)
    return make_idea(municipality=skovde, title="Först", text="Första", bearer=bearer, stage=1, coach=coach)


@pytest.fixture
def bearer(skovde: Municipality, idea: Idea, client_of: ClientOf) -> Client:
    with in_municipality(skovde):
        bearer = idea.bearers.select_related("member").get().member
    return client_of(skovde, bearer)


def path(idea: Idea) -> str:
    return f"/ideer/{idea.pk}/andra/"


def now(skovde: Municipality, idea: Idea) -> tuple[str, str, int]:
    with in_municipality(skovde):
        row = Idea.objects.get(pk=idea.pk)
        return row.title, row.text, row.revision


def test_text_changed_meanwhile_stands_beside_and_is_then_replaced_by_choice(
    skovde: Municipality, idea: Idea, bearer: Client, client_of: ClientOf
) -> None:
    coach = client_of(skovde, idea.coach)
    theirs = {"title": "Coachens titel", "text": "Coachens text", "for_whom": "Alla", "why_now": "", "revision": 1}
    assert coach.post(path(idea), theirs).status_code == 302
    answer = bearer.post(path(idea), {**MINE, "revision": 1})
    assert answer.status_code == 409
    for words in ("Min titel", "Min text &lt;script&gt;", "Coachens titel", "Coachens text"):
        assert words in answer.text
    assert answer.text.count("inte som din text") == 2
    assert 'name="revision" value="2"' in answer.text
    assert now(skovde, idea) == ("Coachens titel", "Coachens text", 2)
    assert bearer.post(path(idea), {**MINE, "revision": 2}).status_code == 302
    assert now(skovde, idea) == ("Min titel", "Min text <script>", 3)


def test_text_of_an_idea_closed_meanwhile_comes_back(skovde: Municipality, idea: Idea, bearer: Client) -> None:
    with in_municipality(skovde):
        Idea.objects.filter(pk=idea.pk).update(status=Status.CONCLUDED)
        events = Event.objects.count()
    answer = bearer.post(path(idea), {**MINE, "revision": 1})
    assert answer.status_code == 409
    assert "Min text &lt;script&gt;" in answer.text
    assert bearer.get(path(idea)).status_code == 403
    assert now(skovde, idea) == ("Först", "Första", 1)
    with in_municipality(skovde):
        assert Event.objects.count() == events


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.MANAGER, Role.COACH, Role.REGISTRAR, Role.ADMINISTRATOR])
@pytest.mark.parametrize("status", [Status.ACTIVE, Status.CONCLUDED])
def test_text_of_others_is_refused(
    role: Role, status: Status, skovde: Municipality, idea: Idea, client_of: ClientOf
) -> None:
    with in_municipality(skovde):
        Idea.objects.filter(pk=idea.pk).update(status=status)
    client = client_of(skovde, make_member(role, municipality=skovde))
    assert client.post(path(idea), {**MINE, "revision": 1}).status_code == 403
    assert now(skovde, idea) == ("Först", "Första", 1)


@pytest.mark.parametrize("revision", ["", "x", "9" * 30])
def test_revision_that_is_none_saves_nothing(revision: str, skovde: Municipality, idea: Idea, bearer: Client) -> None:
    answer = bearer.post(path(idea), {**MINE, "revision": revision})
    assert answer.status_code in (409, 422)
    assert "Min text &lt;script&gt;" in answer.text
    assert now(skovde, idea) == ("Först", "Första", 1)


def test_saving_what_stands_already_makes_no_revision(skovde: Municipality, idea: Idea, bearer: Client) -> None:
    with in_municipality(skovde):
        events = Event.objects.count()
    same = {"title": "Först", "text": "Första", "for_whom": "", "why_now": "", "revision": 1}
    assert bearer.post(path(idea), same).status_code == 302
    assert now(skovde, idea) == ("Först", "Första", 1)
    with in_municipality(skovde):
        assert Event.objects.count() == events


def test_personal_number_in_a_changed_text_is_pointed_out_once(
    skovde: Municipality, idea: Idea, bearer: Client
) -> None:
    form = {**MINE, "text": "Ring 19121212-1212.", "revision": 1}
    answer = bearer.post(path(idea), form)
    assert answer.status_code == 422
    assert "Det här ser ut som ett personnummer." in answer.text
    assert now(skovde, idea) == ("Först", "Första", 1)
    assert bearer.post(path(idea), {**form, "keep_numbers": "on"}).status_code == 302
    later = {**form, "title": "Annan titel", "revision": 2}
    assert bearer.post(path(idea), later).status_code == 302
    assert now(skovde, idea) == ("Annan titel", "Ring 19121212-1212.", 3)

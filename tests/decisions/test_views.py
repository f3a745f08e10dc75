"""Pages of gates and decisions."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.decisions.draft import Seen
from tenants.decisions.hold_decision import hold_decision
from tenants.decisions.models import Decision, Proposal, Recusal
from tenants.ideas.models import CriterionAnswer
from tenants.mail.models import Mail
from tenants.people.models import Member, Role
from tenants.pipeline.models import Gate
from tests.decisions.conftest import Matter
from tests.decisions.pages import gate, typed
from tests.factories.decisions import decide, draft_by
from tests.factories.ideas import make_idea
from tests.factories.people import make_member, sign_in

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]


@pytest.fixture
def manager(ready: Matter, client_of: ClientOf) -> Client:
    return client_of(ready.municipality, ready.manager)


def held(matter: Matter) -> None:
    with in_municipality(matter.municipality):
        draft = draft_by(matter.coach, reasons="Hemligt förslag")
        hold_decision(matter.idea, draft=draft, seen=Seen.now(matter.idea), actor=matter.coach)


def test_manager_registers_from_the_held_proposal(ready: Matter, manager: Client) -> None:
    held(ready)
    page = manager.get(gate(ready)).text
    assert "Hemligt förslag" in page
    answer = manager.post(gate(ready), typed(ready, page))
    with in_municipality(ready.municipality):
        decision = Decision.objects.get()
        assert not Proposal.objects.exists()
    assert answer["Location"] == f"/beslut/{decision.key}/"
    assert "Tre enheter har samma behov." in manager.get(answer["Location"]).text


def test_same_form_sent_twice_leads_to_the_one_decision(ready: Matter, manager: Client) -> None:
    form = typed(ready, manager.get(gate(ready)).text)
    assert manager.post(gate(ready), form)["Location"] == manager.post(gate(ready), form)["Location"]
    with in_municipality(ready.municipality):
        assert Decision.objects.count() == 1


def test_second_decider_keeps_the_text_and_is_told(ready: Matter, manager: Client, client_of: ClientOf) -> None:
    other = client_of(ready.municipality, make_member(Role.MANAGER, municipality=ready.municipality))
    late = typed(ready, other.get(gate(ready)).text, reasons="Mina egna skäl", outcome="hold")
    manager.post(gate(ready), typed(ready, manager.get(gate(ready)).text, outcome="hold"))
    for _ in range(2):
        answer = other.post(gate(ready), late)
        assert answer.status_code == 409
        assert "Mina egna skäl" in answer.text
        assert "Maja Chef" in answer.text
        late = typed(ready, answer.text, reasons="Mina egna skäl", outcome="hold")
    with in_municipality(ready.municipality):
        assert Decision.objects.count() == 1


def test_changed_proposal_is_shown_and_may_then_be_replaced(ready: Matter, manager: Client) -> None:
    page = manager.get(gate(ready)).text
    held(ready)
    answer = manager.post(gate(ready), typed(ready, page, reasons="Mina egna skäl"))
    assert answer.status_code == 409
    assert "Hemligt förslag" in answer.text
    assert "Mina egna skäl" in answer.text
    assert manager.post(gate(ready), typed(ready, answer.text)).status_code == 302
    with in_municipality(ready.municipality):
        assert Decision.objects.count() == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"reasons": ""},
        {"outcome": ""},
        {"basis_reference": ""},
        {"presenter": ""},
        {"outcome": "conclude"},
        {"key": "x"},
        {"reasons": "Gäller 19811228-9874"},
    ],
)
def test_invalid_form_comes_back_with_the_text(changes: dict[str, Any], ready: Matter, manager: Client) -> None:
    form = typed(ready, manager.get(gate(ready)).text, dissent="Det jag skrev") | changes
    answer = manager.post(gate(ready), form)
    assert answer.status_code == 422
    assert "data-error-summary" in answer.text
    assert "Det jag skrev" in answer.text
    with in_municipality(ready.municipality):
        assert not Decision.objects.exists()
        assert not Mail.objects.exists()


def test_unmet_conditions_come_back_as_an_error(matter: Matter, client_of: ClientOf) -> None:
    client = client_of(matter.municipality, matter.manager)
    answer = client.post(gate(matter), typed(matter, client.get(gate(matter)).text))
    assert answer.status_code == 422
    assert "Tre enheter har samma behov." in answer.text
    with in_municipality(matter.municipality):
        assert not Decision.objects.exists()


def test_coach_holds_and_withdraws_but_cannot_register(ready: Matter, client_of: ClientOf) -> None:
    client = client_of(ready.municipality, ready.coach)
    page = client.get(gate(ready)).text
    assert 'value="register"' not in page
    assert client.post(gate(ready), typed(ready, page)).status_code == 403
    assert client.post(gate(ready), typed(ready, page, action="hold")).status_code == 302
    with in_municipality(ready.municipality):
        assert (Decision.objects.count(), Proposal.objects.count()) == (0, 1)
    page = client.get(gate(ready)).text
    assert client.post(gate(ready), typed(ready, page, action="withdraw", reasons="")).status_code == 302
    with in_municipality(ready.municipality):
        assert not Proposal.objects.exists()


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.AGENT, Role.REGISTRAR, Role.COACH])
def test_held_proposal_is_hidden_from_others(role: Role, ready: Matter, client_of: ClientOf) -> None:
    held(ready)
    client = client_of(ready.municipality, make_member(role, municipality=ready.municipality))
    assert client.get(gate(ready)).status_code == 403
    assert client.post(gate(ready), typed(ready)).status_code == 403
    page = client.get(f"/ideer/{ready.idea.pk}/").text
    assert "Hemligt förslag" not in page
    assert gate(ready) not in page
    with in_municipality(ready.municipality):
        assert not Decision.objects.exists()


def test_recused_manager_sees_no_proposal_and_no_form(ready: Matter, manager: Client) -> None:
    held(ready)
    path = f"/ideer/{ready.idea.pk}/jav/"
    assert manager.post(path, {"about": ready.manager.pk, "reason": "Granne"}).status_code == 302
    page = manager.get(gate(ready)).text
    assert "Hemligt förslag" not in page
    assert 'name="reasons"' not in page
    assert manager.post(gate(ready), typed(ready)).status_code == 403
    with in_municipality(ready.municipality):
        assert Recusal.objects.get().member == ready.manager
        assert not Decision.objects.exists()


def test_conditions_are_answered_by_the_coach_alone(matter: Matter, client_of: ClientOf) -> None:
    path = f"/ideer/{matter.idea.pk}/villkor/"
    form = {"need_confirmed-number": "4", "not_solved-met": "on", "not_solved-evidence": "Frågat runt"}
    assert client_of(matter.municipality, matter.manager).post(path, form).status_code == 403
    with in_municipality(matter.municipality):
        assert not CriterionAnswer.objects.exists()
    coach = client_of(matter.municipality, matter.coach)
    assert coach.post(path, form | {"need_confirmed-number": "-1"}).status_code == 422
    assert coach.post(path, form).status_code == 302
    assert "Frågat runt" in coach.get(path).text
    with in_municipality(matter.municipality):
        assert sorted(CriterionAnswer.objects.values_list("criterion__code", flat=True)) == [
            "need_confirmed",
            "not_solved",
        ]


def registered(matter: Matter, **changes: Any) -> Decision:
    return decide(
        matter.idea, municipality=matter.municipality, actor=matter.manager, presenter=matter.coach, **changes
    )


def test_decision_page_follows_the_idea(ready: Matter, hjo: Municipality, client_of: ClientOf) -> None:
    path = f"/beslut/{registered(ready).key}/"
    assert client_of(ready.municipality, ready.bearer).get(path).status_code == 200
    assert client_of(ready.municipality).get(path).status_code == 302
    foreign = make_member(Role.INNOVATION_MANAGER, municipality=hjo)
    assert client_of(hjo, foreign).get(path).status_code == 404
    assert "Lampor" not in client_of(hjo, foreign).get("/beslut/").text
    assert client_of(ready.municipality, ready.bearer).get(f"/beslut/{uuid.uuid4()}/").status_code == 404


def test_correction_is_made_by_the_decider_alone(ready: Matter, manager: Client, client_of: ClientOf) -> None:
    decision = registered(ready)
    path = f"/beslut/{decision.key}/ratta/"
    form = {"reasons": "Så ska det stå", "key": str(uuid.uuid4())}
    assert client_of(ready.municipality, ready.innovation_manager).post(path, form).status_code == 403
    with in_municipality(ready.municipality):
        assert Decision.objects.count() == 1
    assert manager.post(path, {**form, "reasons": ""}).status_code == 422
    answer = manager.post(path, form)
    assert answer.status_code == 302
    assert "Så ska det stå" in manager.get(answer["Location"]).text
    assert answer["Location"] in manager.get(f"/beslut/{decision.key}/").text


def test_list_filters_and_exports(ready: Matter, manager: Client) -> None:
    decision = registered(ready, outcome="hold")
    year = decision.decided_at.year
    assert "Lampor" in manager.get(f"/beslut/?q=lampor&outcome=hold&year={year}").text
    assert "Lampor" not in manager.get("/beslut/?outcome=proceed").text
    assert "Lampor" not in manager.get("/beslut/?year=1999").text
    export = manager.get("/beslut/export.csv?outcome=hold")
    assert "Lampor som släcks själva" in export.text
    assert export["Content-Type"] == "text/csv; charset=utf-8"


def test_secret_matters_decisions_are_not_listed_for_others(ready: Matter, client_of: ClientOf) -> None:
    registered(ready)
    with in_municipality(ready.municipality):
        ready.idea.secrecy = "assess"
        ready.idea.save(update_fields=["secrecy"])
    colleague = client_of(ready.municipality, make_member(municipality=ready.municipality))
    assert "Lampor" not in colleague.get("/beslut/").text
    assert "Lampor" not in colleague.get("/beslut/export.csv").text


def test_idea_in_the_inbox_has_no_gate(skovde: Municipality, client_of: ClientOf) -> None:
    idea = make_idea(municipality=skovde)
    client = client_of(skovde, make_member(Role.INNOVATION_MANAGER, municipality=skovde))
    assert client.get(f"/ideer/{idea.pk}/beslut/")["Location"] == f"/ideer/{idea.pk}/"
    assert client.get(f"/ideer/{idea.pk}/villkor/").status_code == 403


def _statements(client: Client, path: str, counter: Any) -> int:
    client.get(path)
    with counter() as counted:
        assert client.get(path).status_code == 200
    return len(counted)


def test_list_asks_the_database_equally_for_one_and_many(ready: Matter, manager: Client) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def counter() -> CaptureQueriesContext:
        return CaptureQueriesContext(connection)

    registered(ready, outcome="hold")
    few = _statements(manager, "/beslut/", counter), _statements(manager, f"/ideer/{ready.idea.pk}/", counter)
    for _ in range(12):
        registered(ready, outcome="hold")
    assert (
        _statements(manager, "/beslut/", counter),
        _statements(manager, f"/ideer/{ready.idea.pk}/", counter),
    ) == few


def test_members_are_shown_as_they_may_be(ready: Matter, manager: Client) -> None:
    with in_municipality(ready.municipality):
        Member.objects.filter(pk=ready.coach.pk).update(show_role_only=True)
    page = manager.get(gate(ready)).text
    assert "Carl Coach" not in page


@pytest.mark.parametrize("page", ["/beslut/", "/beslut/export.csv"])
@pytest.mark.parametrize("query", ["q=%00", "year=0000", "year=9999", "year=%C2%B2026"])
def test_filter_that_means_nothing_is_no_fault(
    page: str, query: str, skovde: Municipality, client_of: ClientOf
) -> None:
    client = client_of(skovde, make_member(municipality=skovde))
    assert client.get(f"{page}?{query}").status_code == 200


def test_who_decides_at_each_gate_can_be_taken_out(skovde: Municipality) -> None:
    client = sign_in(skovde, make_member(Role.ADMINISTRATOR, municipality=skovde))
    lines = client.get("/beslut/ordning/grindar.csv").text.splitlines()
    with in_municipality(skovde):
        gates = [str(gate) for gate in Gate.objects.filter(source__model__in_use=True).order_by("source__position")]
    assert [line.split(";")[0].strip('"') for line in lines[1:]] == gates
    assert {line.split(";")[1] for line in lines[1:]} == {"Chef", "Innovationsledare"}
    assert sign_in(skovde, make_member(municipality=skovde)).get("/beslut/ordning/grindar.csv").status_code == 403

"""Answering conditions and holding a proposal by a key: role by role, state by state; a refusal changes nothing."""

from dataclasses import dataclass
from typing import Any

import pytest

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.decisions.models import Proposal, Recusal
from tenants.ideas.models import CriterionAnswer, Idea, IdeaBearer, Status
from tenants.people.models import Member, Role
from tenants.pipeline.models import Criterion, Stage
from tests.factories.api import Caller, make_api_key
from tests.factories.ideas import make_idea
from tests.factories.people import make_member
from tests.isolation.snapshot import snapshot

pytestmark = pytest.mark.django_db
# What every request may write: when the key was used.
OWN = {"api_apikey"}
CODE = "need-confirmed"


@dataclass
class Gate:
    """An idea in the first chamber, its coach, and one who reads what they may not."""

    municipality: Municipality
    idea: Idea
    coach: Member
    leader: Caller

    @property
    def path(self) -> str:
        return f"ideas/{self.idea.key}/gate/"

    @property
    def sent(self) -> dict[str, dict[str, Any]]:
        """Body by what it is sent to, below the gate."""
        return {
            "conditions/": {
                "answers": [{"code": self.code("confirmed"), "confirmed": True, "evidence": "Elva samtal"}]
            },
            "proposal/": {
                "outcome": "hold",
                "reasons": "Vi har sett att tre enheter väntar på samma sak.",
                "basis": "delegation",
                "basis_reference": "4.2",
                "presenter": str(self.coach.key),
            },
        }

    def code(self, kind: str) -> str:
        """The first condition of the kind."""
        return str(next(one["code"] for one in self.leader.get(self.path).json()["conditions"] if one["kind"] == kind))

    def send(self, ask: Caller, what: str, body: Any = None, *, tag: str | None = None) -> Any:
        """With the ETag of what stands, which others read for those who may not."""
        match = tag or ask.get(self.path).headers.get("ETag") or self.leader.tag(self.path)
        return ask(METHOD[what], self.path + what, self.sent[what] if body is None else body, if_match=match)

    def content(self) -> dict[str, str]:
        return snapshot(self.municipality, leave_out=OWN)


METHOD = {"conditions/": "PATCH", "proposal/": "PUT"}


@pytest.fixture
def gate(skovde: Municipality) -> Gate:
    coach = make_member(Role.COACH, municipality=skovde, name="Carl Coach")
    idea = make_idea(municipality=skovde, stage=1, coach=coach)
    return Gate(skovde, idea, coach, asker(Role.INNOVATION_MANAGER, municipality=skovde)[0])


def asker(role: Role, *, municipality: Municipality) -> tuple[Caller, Member]:
    key, secret = make_api_key(role, municipality=municipality)
    return Caller(municipality, secret), key.integration.member


def entangled(gate: Gate, kind: str) -> Caller:
    """One who asks with the role, and the part in the idea, that the kind tells."""
    part, _space, role = kind.rpartition(" ")
    ask, member = asker(Role(role), municipality=gate.municipality)
    with in_municipality(gate.municipality):
        if part == "bearing":
            IdeaBearer.objects.create(idea=gate.idea, member=member)
        elif part == "recused":
            facts = {"member": member, "raised_by": gate.coach, "reason": "Granne", "at": clock.now()}
            Recusal.objects.create(idea=gate.idea, **facts)
        elif part == "its":
            Idea.objects.filter(pk=gate.idea.pk).update(coach=member)
    return ask


# a: answers conditions, h: holds a proposal
MAY = {
    "its coach": "ah",
    "coach": "",
    "manager": "h",
    "innovation_manager": "ah",
    "registrar": "",
    "agent": "",
    "employee": "",
    "bearing manager": "",
    "bearing innovation_manager": "",
    "recused manager": "",
    "recused innovation_manager": "",
}
ACTS = {"a": "conditions/", "h": "proposal/"}


@pytest.mark.parametrize("kind", MAY)
def test_act_at_the_gate_is_open_to_the_roles_of_the_screen(gate: Gate, kind: str) -> None:
    ask = entangled(gate, kind)
    for letter, what in ACTS.items():
        before, may = gate.content(), letter in MAY[kind]
        answer = gate.send(ask, what)
        assert answer.status_code == (200 if may else 403), (what, answer.content)
        assert (gate.content() != before) == may


STATES = {
    Status.INBOX: 404,
    Status.ASKED: 404,
    Status.ACTIVE: 200,
    Status.ON_HOLD: 200,
    Status.ANSWERED: 404,
    Status.CONCLUDED: 404,
    Status.IMPLEMENTED: 404,
    Status.MERGED: 404,
}


@pytest.mark.parametrize("status", STATES)
def test_gate_is_acted_at_only_while_a_decision_is_awaited(gate: Gate, status: Status) -> None:
    bodies, tag = gate.sent, gate.leader.tag(gate.path)
    with in_municipality(gate.municipality):
        Idea.objects.filter(pk=gate.idea.pk).update(status=status)
    for what, method in METHOD.items():
        before = gate.content()
        answer = gate.leader(method, gate.path + what, bodies[what], if_match=tag)
        assert answer.status_code == STATES[status], (what, answer.content)
        assert (gate.content() != before) == (STATES[status] == 200)
        tag = answer.headers.get("ETag", tag)


def test_gate_of_an_idea_one_may_not_see_is_not_there(gate: Gate) -> None:
    tag, ask = gate.leader.tag(gate.path), entangled(gate, "employee")
    with in_municipality(gate.municipality):
        Idea.objects.filter(pk=gate.idea.pk).update(secrecy="assess")
    before = gate.content()
    assert [gate.send(ask, what, tag=tag).status_code for what in METHOD] == [404, 404]
    assert gate.content() == before


BAD: dict[str, tuple[str, dict[str, Any], set[str]]] = {
    "conclusion without learning": ("proposal/", {"outcome": "conclude"}, {"assumption", "learned"}),
    "no reasons": ("proposal/", {"reasons": " "}, {"reasons"}),
    "another outcome": ("proposal/", {"outcome": "later"}, {"outcome"}),
    "no reference": ("proposal/", {"basis_reference": ""}, {"basis_reference"}),
    "nobody presents": ("proposal/", {"presenter": "00000000-0000-4000-8000-000000000000"}, {"presenter"}),
    "an identity number": ("proposal/", {"reasons": "Enligt 19811218-9876 går det."}, {"reasons"}),
    "a field that is none": ("proposal/", {"seen": "1"}, {"seen"}),
    "a sum below nothing": ("proposal/", {"cost_saved": -1}, {"cost_saved"}),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_proposal_is_refused_by_field_and_changes_nothing(gate: Gate, name: str) -> None:
    what, change, fields = BAD[name]
    refused(gate, what, gate.sent[what] | change, fields)


def refused(gate: Gate, what: str, body: Any, fields: set[str]) -> None:
    before, answer = gate.content(), gate.send(gate.leader, what, body)
    assert answer.status_code == 422, answer.content
    assert {one["field"] for one in answer.json()["errors"]} == fields
    assert gate.content() == before


def test_bad_answers_are_refused_by_field_and_change_nothing(gate: Gate) -> None:
    code = gate.code("confirmed")
    good = {"code": code, "confirmed": True}
    for answers, field in (
        ([good, {"code": "no-such"}], "answers.no-such"),
        ([good, good], f"answers.{code}"),
        ([good | {"number": 3}], f"answers.{code}.number"),
        ([good | {"evidence": "Ring 19811218-9876"}], f"answers.{code}.evidence"),
    ):
        refused(gate, "conditions/", {"answers": answers}, {field})
    refused(gate, "conditions/", {}, {"answers"})


def test_person_of_a_condition_works_with_decisions(gate: Gate) -> None:
    with in_municipality(gate.municipality):
        stage = Stage.objects.filter(model__in_use=True, gate__criteria__kind=Criterion.Kind.MEMBER).first()
        Idea.objects.filter(pk=gate.idea.pk).update(stage=stage)
    code, employee = gate.code("member"), make_member(municipality=gate.municipality)
    refused(gate, "conditions/", {"answers": [{"code": code, "member": str(employee.key)}]}, {f"answers.{code}.member"})
    done = gate.send(gate.leader, "conditions/", {"answers": [{"code": code, "member": str(gate.coach.key)}]}).json()
    assert next(one["member"]["name"] for one in done["conditions"] if one["code"] == code) == "Carl Coach"


def test_answer_leaves_out_what_stays_and_says_what_stands(gate: Gate) -> None:
    done = gate.send(gate.leader, "conditions/").json()
    code = gate.code("confirmed")
    [stands] = [one for one in done["conditions"] if one["code"] == code]
    assert (stands["met"], stands["confirmed"], stands["evidence"]) == (True, True, "Elva samtal")
    again = gate.send(gate.leader, "conditions/", {"answers": [{"code": code, "evidence": "Tolv samtal"}]}).json()
    [stands] = [one for one in again["conditions"] if one["code"] == code]
    assert (stands["confirmed"], stands["evidence"]) == (True, "Tolv samtal")
    with in_municipality(gate.municipality):
        assert CriterionAnswer.objects.filter(idea=gate.idea).count() == 1


def test_proposal_is_replaced_only_by_who_has_seen_it(gate: Gate) -> None:
    empty = gate.leader.tag(gate.path)
    first = gate.send(gate.leader, "proposal/").json()["proposal"]
    assert (first["outcome"], first["revision"]) == ("hold", 1)
    late = gate.send(gate.leader, "proposal/", gate.sent["proposal/"] | {"reasons": "Annat"}, tag=empty)
    assert (late.status_code, late.json()["current"]["proposal"]["reasons"]) == (412, first["reasons"])
    second = gate.send(gate.leader, "proposal/", gate.sent["proposal/"] | {"reasons": "Annat"}).json()["proposal"]
    assert (second["reasons"], second["revision"]) == ("Annat", 2)
    without = gate.leader("PUT", gate.path + "proposal/", gate.sent["proposal/"])
    assert without.status_code == 428
    with in_municipality(gate.municipality):
        assert Proposal.objects.get().reasons == "Annat"

"""Decisions: read; conditions: answer; proposals: hold and withdraw. People register decisions, never a key."""

import uuid
from collections import Counter
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404
from django.utils.translation import gettext_noop as _
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from sluss.api.fields import Nothing
from sluss.api.operation import operation
from sluss.api.pagination import parameters_of
from sluss.api.texts import TWICE, UNKNOWN_FIELD
from sluss.workflow.transitions import NotAllowed
from tenants.api.resources import decision_shapes as shapes
from tenants.api.resources.acting import Subject, listed
from tenants.api.resources.common import Resource, as_form, checked, narrowed, person
from tenants.api.scopes import Scope
from tenants.decisions import rules
from tenants.decisions.answer_criteria import answer_criteria
from tenants.decisions.conditions import Condition, conditions_of
from tenants.decisions.criteria_form import FIELDS_OF_KIND, CriteriaForm
from tenants.decisions.deciders import who_decides
from tenants.decisions.draft import Seen
from tenants.decisions.forms import DecisionForm
from tenants.decisions.hold_decision import hold_decision
from tenants.decisions.models import Decision, Proposal
from tenants.decisions.withdraw_proposal import withdraw_proposal
from tenants.ideas.access import visible_to
from tenants.ideas.models import Idea
from tenants.people.models import Member
from tenants.pipeline.models import Criterion

PLAIN = (
    "key",
    "outcome",
    "reasons",
    "basis",
    "basis_reference",
    "dissent",
    "idea_revision",
    "evidence_digest",
    "decided_at",
)
PROPOSED = ("outcome", "reasons", "basis", "basis_reference", "protocol_on", "dissent", "assumption", "learned")
FILTERS = {"outcome": "outcome", "unit": "idea__unit_id", "updated_since": "decided_at__gte"}
WORDS = ("idea__title", "idea__registry_number", "reasons")
FIELD_NAMES = {"met": "confirmed"}


class Decisions(Resource):
    @operation(
        name="decisions_list",
        tag="decisions",
        scope=Scope.DECISIONS_READ,
        summary=_("Registered decisions, newest first; a corrected one in its latest wording"),
        answer=shapes.DecisionShape,
        parameters=shapes.DecisionParameters,
        example=shapes.EXAMPLE,
    )
    def get(self, request: Request) -> Response:
        chosen = parameters_of(request, shapes.DecisionParameters)
        corrected = Exists(Decision.objects.filter(corrects=OuterRef("pk")))
        found = _seen(request.user).filter(~corrected)
        return listed(request, narrowed(found, chosen, FILTERS, words=WORDS), chosen, row=_row)


class OneDecision(Resource):
    @operation(
        name="decisions_read",
        tag="decisions",
        scope=Scope.DECISIONS_READ,
        summary=_("One registered decision"),
        answer=shapes.DecisionShape,
        example=shapes.EXAMPLE,
    )
    def get(self, request: Request, key: uuid.UUID) -> Response:
        return DECISION.read(request, key=key)


class IdeaGate(Resource):
    @operation(
        name="ideas_gate",
        tag="decisions",
        scope=Scope.DECISIONS_READ,
        summary=_("The gate that an idea lies before: its conditions, and the proposal that is held"),
        answer=shapes.GateShape,
        example=shapes.GATE,
    )
    def get(self, request: Request, key: uuid.UUID) -> Response:
        return GATE.read(request, key=key)


class IdeaConditions(Resource):
    @operation(
        name="ideas_answer_conditions",
        tag="decisions",
        scope=Scope.DECISIONS_WRITE,
        summary=_("Answer conditions of the gate"),
        about=_("If-Match takes the ETag of the gate. Conditions that are left out stay as they are."),
        body=shapes.AnswersSent,
        answer=shapes.GateShape,
        changes=True,
        sent={"answers": [{"code": "need-confirmed", "confirmed": True, "evidence": "Elva samtal sedan i våras."}]},
        example=shapes.GATE,
    )
    def patch(self, request: Request, key: uuid.UUID) -> Response:
        def answer(idea: Idea, sent: dict[str, Any]) -> None:
            if reason := rules.why_not_answer(request.user, idea):
                raise NotAllowed(reason)
            conditions = conditions_of(idea, idea.stage.gate)  # type: ignore[union-attr]  # the gate was shown
            chosen = _chosen(conditions, sent["answers"])
            form = checked(CriteriaForm(as_form(chosen), conditions=conditions), names=_names(conditions))
            answer_criteria(idea, answers=form.answers(), actor=request.user)

        return GATE.change(request, answer, body=shapes.AnswersSent, key=key)


class IdeaProposal(Resource):
    @operation(
        name="ideas_hold_proposal",
        tag="decisions",
        scope=Scope.DECISIONS_WRITE,
        summary=_("Hold a proposal to decide, or replace the one that is held"),
        about=_("If-Match takes the ETag of the gate. Whoever the gate names registers the decision on the screen."),
        body=shapes.ProposalSent,
        answer=shapes.GateShape,
        changes=True,
        sent=shapes.PROPOSAL_SENT,
        example=shapes.GATE | {"proposal": shapes.PROPOSAL},
    )
    def put(self, request: Request, key: uuid.UUID) -> Response:
        def hold(idea: Idea, sent: dict[str, Any]) -> None:
            if reason := rules.why_not_hold(request.user, idea):
                raise NotAllowed(reason)
            seen = Seen.now(idea)
            form = checked(DecisionForm(as_form(sent | {"seen": str(seen), "key": uuid.uuid4()}), idea=idea))
            hold_decision(idea, draft=form.draft(), seen=seen, actor=request.user)

        return GATE.change(request, hold, body=shapes.ProposalSent, key=key)

    @operation(
        name="ideas_withdraw_proposal",
        tag="decisions",
        scope=Scope.DECISIONS_WRITE,
        summary=_("Withdraw the proposal that is held"),
        about=_("If-Match takes the ETag of the gate."),
        body=Nothing,
        answer=shapes.GateShape,
        changes=True,
        example=shapes.GATE,
    )
    def delete(self, request: Request, key: uuid.UUID) -> Response:
        def withdraw(idea: Idea, _sent: dict[str, Any]) -> None:
            withdraw_proposal(idea, seen=Seen.now(idea), actor=request.user)

        return GATE.change(request, withdraw, body=Nothing, key=key)


def _seen(member: Member) -> QuerySet[Decision]:
    found = Decision.objects.filter(idea__in=visible_to(member))
    return found.select_related("idea", "gate__source", "decider", "corrects")


def _row(decision: Decision) -> dict[str, Any]:
    facts = {name: getattr(decision, name) for name in PLAIN}
    return facts | {
        "idea": decision.idea.key,
        "registry_number": decision.idea.registry_number,
        "stage_sv": decision.gate.source.name_sv,
        "stage_en": decision.gate.source.name_en,
        "decided_by": decision.decided_by,
        "corrects": decision.corrects.key if decision.corrects else None,
    }


def _whole(request: Request, pk: int) -> dict[str, Any]:
    return _row(Decision.objects.select_related("idea", "gate__source", "decider", "corrects").get(pk=pk))


def _gate(request: Request, pk: int) -> dict[str, Any]:
    """As the screen of the gate has it: for those who prepare or decide there. Http404 where no decision is awaited."""
    idea = Idea.objects.select_related("stage__gate__target", "coach").get(pk=pk)
    gate = rules.gate_of(idea)
    if gate is None:
        raise Http404
    if not rules.prepares(request.user, idea) and rules.seat_of(request.user, gate) is None:
        raise NotAllowed("")
    held = None
    if rules.sees_proposal(request.user, idea):
        held = Proposal.objects.select_related("presenter", "prepared_by").filter(idea=idea).first()
    return {
        "idea": idea.key,
        "gate": gate.pk,
        "stage_sv": gate.source.name_sv,
        "stage_en": gate.source.name_en,
        "decided_by": str(who_decides(gate)),
        "conditions": [_condition(one) for one in conditions_of(idea, gate)],
        "proposal": _proposal(held) if held else None,
    }


def _condition(condition: Condition) -> dict[str, Any]:
    criterion, answer = condition.criterion, condition.answer
    facts = {name: getattr(criterion, name) for name in ("code", "kind", "text_sv", "text_en", "minimum", "maximum")}
    return facts | {
        "met": condition.met,
        "missing": str(condition.missing or ""),
        "evidence": answer.evidence if answer else "",
        "confirmed": bool(answer and answer.met),
        "number": answer.number if answer else None,
        "member": person(answer.member) if answer else None,
    }


def _proposal(held: Proposal) -> dict[str, Any]:
    facts = {name: getattr(held, name) for name in (*PROPOSED, "cost_saved", "revision", "prepared_at")}
    return facts | {"presenter": person(held.presenter), "prepared_by": person(held.prepared_by)}


def _chosen(conditions: list[Condition], answers: list[dict[str, Any]]) -> dict[str, Any]:
    """What the form would hold: what stands, with what was sent over it. Raises ValidationError for a condition that is
    none of this gate, comes twice, or is of a kind that is answered by other fields."""
    sent = {answer["code"]: answer for answer in answers}
    times = Counter(answer["code"] for answer in answers)
    known = {condition.criterion.code: _fields_of(condition) for condition in conditions}
    wrong: dict[str, Any] = {code: [UNKNOWN_FIELD] for code in set(times) - set(known)}
    wrong |= {code: [TWICE] for code, number in times.items() if number > 1}
    for code in set(sent) & set(known) - set(wrong):
        if unknown := set(sent[code]) - {"code", *known[code].values()}:
            wrong[code] = {name: [UNKNOWN_FIELD] for name in unknown}
    if wrong:
        raise ValidationError({"answers": wrong})
    return {
        f"{condition.criterion.code}-{name}": sent.get(condition.criterion.code, {}).get(
            called, _standing(condition, name)
        )
        for condition in conditions
        for name, called in known[condition.criterion.code].items()
    }


def _fields_of(condition: Condition) -> dict[str, str]:
    """What a condition of its kind is answered by: the form's names, and those that the body has for them."""
    return {name: FIELD_NAMES.get(name, name) for name in FIELDS_OF_KIND[Criterion.Kind(condition.criterion.kind)]}


def _standing(condition: Condition, name: str) -> Any:
    return getattr(condition.answer, f"{name}_id" if name == "member" else name) if condition.answer else None


def _names(conditions: list[Condition]) -> dict[str, str]:
    """Where in the body the fields of the form come from."""
    return {
        f"{condition.criterion.code}-{name}": f"answers.{condition.criterion.code}.{called}"
        for condition in conditions
        for name, called in _fields_of(condition).items()
    }


DECISION = Subject(model=Decision, visible=_seen, shown=_whole)
GATE = Subject(model=Idea, visible=visible_to, shown=_gate, along=("stage__gate__target", "authority", "unit", "coach"))

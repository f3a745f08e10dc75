"""Decisions: read; conditions: answer; proposals: hold. A decision itself is registered by a person, never by a key."""

import uuid
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.http import Http404
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from sluss.api.fields import body_of
from sluss.api.operation import operation
from sluss.api.pagination import page_of, parameters_of
from sluss.api.preconditions import require_match, tagged
from sluss.api.texts import UNKNOWN_FIELD
from sluss.workflow.transitions import NotAllowed
from tenants.api.resources import decision_shapes as shapes
from tenants.api.resources.common import Resource, as_form, checked, person
from tenants.api.resources.ideas import locked_idea
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
from tenants.ideas.access import visible_to
from tenants.ideas.models import Idea
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
FIELD_NAMES = {"met": "confirmed"}


class Decisions(Resource):
    @operation(
        name="decisions_list",
        tag="decisions",
        scope=Scope.DECISIONS_READ,
        summary="Registered decisions, newest first; a corrected one in its latest wording",
        answer=shapes.DecisionShape,
        parameters=shapes.DecisionParameters,
        example=shapes.EXAMPLE,
    )
    def get(self, request: Request) -> Response:
        chosen = parameters_of(request, shapes.DecisionParameters)
        corrected = Exists(Decision.objects.filter(corrects=OuterRef("pk")))
        found = _seen(request).filter(~corrected)
        names = {"outcome": "outcome", "unit": "idea__unit_id", "updated_since": "decided_at__gte"}
        found = found.filter(**{column: chosen[name] for name, column in names.items() if name in chosen})
        for word in chosen.get("q", "").split()[:8]:
            found = found.filter(
                Q(idea__title__icontains=word) | Q(idea__registry_number__icontains=word) | Q(reasons__icontains=word)
            )
        rows, following = page_of(request, found, chosen)
        return tagged(request, {"results": [_row(row) for row in rows], "next": following})


class OneDecision(Resource):
    @operation(
        name="decisions_read",
        tag="decisions",
        scope=Scope.DECISIONS_READ,
        summary="One registered decision",
        answer=shapes.DecisionShape,
        example=shapes.EXAMPLE,
    )
    def get(self, request: Request, key: uuid.UUID) -> Response:
        decision = _seen(request).filter(key=key).first()
        if decision is None:
            raise Http404
        return tagged(request, _row(decision))


class IdeaGate(Resource):
    @operation(
        name="ideas_gate",
        tag="decisions",
        scope=Scope.DECISIONS_READ,
        summary="The gate that an idea lies before: its conditions, and the proposal that is held",
        answer=shapes.GateShape,
        example=shapes.GATE,
    )
    def get(self, request: Request, key: uuid.UUID) -> Response:
        idea = visible_to(request.user).select_related("stage__gate__target", "coach").filter(key=key).first()
        if idea is None:
            raise Http404
        return tagged(request, _gate(request, idea))


class IdeaConditions(Resource):
    @operation(
        name="ideas_answer_conditions",
        tag="decisions",
        scope=Scope.DECISIONS_WRITE,
        summary="Answer conditions of the gate",
        about="If-Match takes the ETag of the gate. Conditions that are left out stay as they are.",
        body=shapes.AnswersSent,
        answer=shapes.GateShape,
        changes=True,
        sent={"answers": [{"code": "need-confirmed", "confirmed": True, "evidence": "Elva samtal sedan i våras."}]},
        example=shapes.GATE,
    )
    @transaction.atomic
    def patch(self, request: Request, key: uuid.UUID) -> Response:
        idea = locked_idea(request, key)
        require_match(request, _gate(request, idea))
        sent = body_of(request, shapes.AnswersSent)
        if reason := rules.why_not_answer(request.user, idea):
            raise NotAllowed(reason)
        conditions = conditions_of(idea, idea.stage.gate)  # type: ignore[union-attr]  # the gate was read above
        chosen = _chosen(conditions, {answer["code"]: answer for answer in sent["answers"]})
        form = checked(CriteriaForm(as_form(chosen), conditions=conditions))
        answer_criteria(idea, answers=form.answers(), actor=request.user)
        return tagged(request, _gate(request, idea))


class IdeaProposal(Resource):
    @operation(
        name="ideas_hold_proposal",
        tag="decisions",
        scope=Scope.DECISIONS_WRITE,
        summary="Hold a proposal to decide, or replace the one that is held",
        about="If-Match takes the ETag of the gate. Whoever the gate names registers it as a decision on the screen.",
        body=shapes.ProposalSent,
        answer=shapes.GateShape,
        changes=True,
        sent=shapes.PROPOSAL_SENT,
        example=shapes.GATE | {"proposal": shapes.PROPOSAL},
    )
    @transaction.atomic
    def put(self, request: Request, key: uuid.UUID) -> Response:
        idea = locked_idea(request, key)
        require_match(request, _gate(request, idea))
        sent = body_of(request, shapes.ProposalSent)
        if reason := rules.why_not_hold(request.user, idea):
            raise NotAllowed(reason)
        seen = Seen.now(idea)
        form = checked(DecisionForm(as_form(sent | {"seen": str(seen), "key": uuid.uuid4()}), idea=idea))
        hold_decision(idea, draft=form.draft(), seen=seen, actor=request.user)
        return tagged(request, _gate(request, idea))


def _seen(request: Request) -> Any:
    found = Decision.objects.filter(idea__in=visible_to(request.user))
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


def _gate(request: Request, idea: Idea) -> dict[str, Any]:
    """As the screen of the gate has it: for those who prepare or decide there. Http404 where no decision is awaited."""
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


def _chosen(conditions: list[Condition], sent: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """What the form would hold: what stands, with what was sent over it."""
    if unknown := sorted(set(sent) - {condition.criterion.code for condition in conditions}):
        raise ValidationError({code: [UNKNOWN_FIELD] for code in unknown}, code="unknown")
    data = {}
    for condition in conditions:
        code, answer = condition.criterion.code, sent.get(condition.criterion.code, {})
        stands = condition.answer
        for name in FIELDS_OF_KIND[Criterion.Kind(condition.criterion.kind)]:
            kept = getattr(stands, f"{name}_id" if name == "member" else name) if stands else None
            data[f"{code}-{name}"] = answer.get(FIELD_NAMES.get(name, name), kept)
    return data

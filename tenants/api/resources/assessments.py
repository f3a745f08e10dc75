"""Assessments: read what has been handed in, where the integration may, and ask for more. No machine assesses."""

import uuid
from typing import Any

from django.utils.translation import gettext_noop as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from sluss.api.fields import Strict, body_of
from sluss.api.operation import operation
from sluss.api.pagination import PageParameters, page_of, parameters_of
from sluss.api.preconditions import tagged
from sluss.workflow.phases import Phase
from sluss.workflow.transitions import NotAllowed
from tenants.api.once import once
from tenants.api.resources.acting import Subject
from tenants.api.resources.common import (
    MemberKey,
    Person,
    Resource,
    as_form,
    checked,
    choices,
    narrowed,
    person,
    seen_idea,
)
from tenants.api.scopes import Scope
from tenants.assessment.assign import Asked, assign
from tenants.assessment.forms import AskForm
from tenants.assessment.models import Assessment, Side, State
from tenants.assessment.overview import COLUMNS, OverviewRow, assessed_ideas, rows_of
from tenants.assessment.readings import Reading, readings_of
from tenants.assessment.rules import may_assign, may_open_page, may_overview
from tenants.assessment.statistics import SideFigures
from tenants.ideas.access import visible_to
from tenants.ideas.filters import with_words
from tenants.ideas.models import Idea


class SideShape(serializers.Serializer):
    """What was handed in on one side. There is no sum of the two sides."""

    number = serializers.IntegerField()
    open = serializers.IntegerField()
    median = serializers.FloatField(allow_null=True)
    spread = serializers.FloatField(allow_null=True)
    confidence = serializers.FloatField(allow_null=True)


class OverviewShape(serializers.Serializer):
    idea = serializers.UUIDField()
    registry_number = serializers.CharField()
    title = serializers.CharField()
    hidden = serializers.BooleanField(help_text="The reader has something of their own to hand in first.")
    need = SideShape(allow_null=True)
    feasibility = SideShape(allow_null=True)


class OverviewParameters(PageParameters):
    q = serializers.CharField(max_length=200, required=False)
    phase = choices(Phase, required=False)
    unit = serializers.IntegerField(min_value=1, max_value=2**53, required=False)


class AskSent(Strict):
    member = MemberKey()
    side = choices(Side)
    due_on = serializers.DateField(required=False, allow_null=True)


class ScoreShape(serializers.Serializer):
    criterion_sv = serializers.CharField()
    criterion_en = serializers.CharField()
    value = serializers.IntegerField()


class AssessmentShape(serializers.Serializer):
    assessor = Person()
    status = choices(State)
    score = serializers.FloatField(allow_null=True)
    confidence = serializers.IntegerField(allow_null=True)
    comment = serializers.CharField()
    revision = serializers.IntegerField(allow_null=True, help_text="Of the text that was assessed.")
    submitted_at = serializers.DateTimeField(allow_null=True)
    scores = ScoreShape(many=True)


class ReadingShape(serializers.Serializer):
    side = choices(Side)
    figures = SideShape()
    assessments = AssessmentShape(many=True)


class ReadingsShape(serializers.Serializer):
    """The sides that the integration may read now: none where it may read none yet."""

    sides = ReadingShape(many=True)


FIGURES = {"number": 3, "open": 0, "median": 4.0, "spread": 1.5, "confidence": 2.0}
EXAMPLE = {
    "idea": "5f0f5f0a-0c3b-4b63-9d0c-2f2e0c8f5a11",
    "registry_number": "KS 2026/0412",
    "title": "Låna hem verktyg från fritidsbanken",
    "hidden": False,
    "need": FIGURES,
    "feasibility": FIGURES,
}
READINGS: dict[str, Any] = {
    "sides": [
        {
            "side": "need",
            "figures": FIGURES | {"number": 1, "spread": None},
            "assessments": [
                {
                    "assessor": {"key": "0b7c8a53-31d8-4b0e-a2be-0f1d7a6f6f10", "name": "Maria Lindgren"},
                    "status": "submitted",
                    "score": 4.0,
                    "confidence": 2,
                    "comment": "Många frågar efter det.",
                    "revision": 1,
                    "submitted_at": "2026-11-10T15:00:00+01:00",
                    "scores": [{"criterion_sv": "Hur många berörs?", "criterion_en": "How many?", "value": 4}],
                }
            ],
        }
    ]
}


class Assessments(Resource):
    @operation(
        name="assessments_list",
        tag="assessments",
        scope=Scope.ASSESSMENTS_READ,
        summary=_("Ideas under assessment with what has been handed in on each side"),
        answer=OverviewShape,
        parameters=OverviewParameters,
        example=EXAMPLE,
    )
    def get(self, request: Request) -> Response:
        if not may_overview(request.user):
            raise NotAllowed("")
        chosen = parameters_of(request, OverviewParameters)
        ideas = narrowed(assessed_ideas(request.user), chosen, {"phase": "stage__phase", "unit": "unit_id"})
        found, following = page_of(request, with_words(ideas, chosen.get("q", "")).values(*COLUMNS, "key"), chosen)
        keys = {row["pk"]: row["key"] for row in found}
        rows = rows_of([row[name] for name in COLUMNS] for row in found)
        return tagged(request, {"results": [_row(row, keys[row.pk]) for row in rows], "next": following})


class IdeaAssessments(Resource):
    @operation(
        name="ideas_assessments",
        tag="assessments",
        scope=Scope.ASSESSMENTS_READ,
        summary=_("What has been handed in on one idea, as far as the integration may read it"),
        answer=ReadingsShape,
        example=READINGS,
    )
    def get(self, request: Request, key: uuid.UUID) -> Response:
        return READINGS_OF.read(request, key=key)

    @operation(
        name="ideas_ask_for_assessment",
        tag="assessments",
        scope=Scope.ASSESSMENTS_WRITE,
        summary=_("Ask a member to assess one side of an idea"),
        about=_("The member gets a letter."),
        body=AskSent,
        answer=ReadingsShape,
        creates=True,
        sent={"member": READINGS["sides"][0]["assessments"][0]["assessor"]["key"], "side": "need"},
        example=READINGS,
    )
    def post(self, request: Request, key: uuid.UUID) -> Response:
        return once(request, lambda: tagged(request, _ask(request, seen_idea(request, key)), status=201))


def _ask(request: Request, idea: Idea) -> dict[str, Any]:
    if not may_assign(request.user):
        raise NotAllowed("")
    given = checked(AskForm(as_form(body_of(request, AskSent)), idea=idea)).cleaned_data
    asked = [Asked(idea.pk, Side(given["side"]), given["member"].pk)]
    assign(asked, due_on=given["due_on"], actor=request.user)
    return _readings(request, idea.pk)


def _row(row: OverviewRow, key: uuid.UUID) -> dict[str, Any]:
    sides = {} if row.hidden else {"need": _figures(row.need), "feasibility": _figures(row.feasibility)}
    facts = {"idea": key, "registry_number": row.registry_number, "title": row.title, "hidden": row.hidden}
    return facts | {"need": None, "feasibility": None} | sides


def _figures(side: SideFigures) -> dict[str, Any]:
    return {name: getattr(side, name) for name in ("number", "open", "median", "spread", "confidence")}


def _reading(reading: Reading) -> dict[str, Any]:
    found = [_assessment(one) for one in reading.assessments]
    return {"side": reading.side.value, "figures": _figures(reading.figures), "assessments": found}


def _assessment(one: Assessment) -> dict[str, Any]:
    names = ("status", "confidence", "comment", "revision", "submitted_at")
    scores = [
        {"criterion_sv": score.criterion.name_sv, "criterion_en": score.criterion.name_en, "value": score.value}
        for score in one.scores.all()
    ]
    facts = {name: getattr(one, name) for name in names}
    score = None if one.score is None else float(one.score)
    return {"assessor": person(one.assessor), "score": score, "scores": scores} | facts


def _readings(request: Request, pk: int) -> dict[str, Any]:
    idea = Idea.objects.select_related("stage").get(pk=pk)
    if not may_open_page(request.user, idea):
        raise NotAllowed("")
    return {"sides": [_reading(one) for one in readings_of(request.user, idea)]}


READINGS_OF = Subject(model=Idea, visible=visible_to, shown=_readings)

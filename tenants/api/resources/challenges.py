"""Challenges: read, start, and take a step further."""

import uuid
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import Http404
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from sluss.api.fields import Line, Strict, Text, body_of
from sluss.api.operation import operation
from sluss.api.pagination import page_of, parameters_of
from sluss.api.preconditions import require_match, tagged
from sluss.workflow.transitions import NotAllowed
from tenants.api.once import once
from tenants.api.resources.common import (
    MemberKey,
    Person,
    Resource,
    SinceParameters,
    UnitId,
    as_form,
    checked,
    choices,
    happened_since,
    lock,
    person,
)
from tenants.api.scopes import Scope
from tenants.challenges.access import visible_to
from tenants.challenges.change_status import announce, cancel, close_now, open_now
from tenants.challenges.filters import with_answers
from tenants.challenges.forms import ChallengeForm
from tenants.challenges.models import Audience, Challenge, Status, Visibility
from tenants.challenges.rules import may_start
from tenants.challenges.save_challenge import start_challenge

PLAIN = (
    "key",
    "title",
    "why_now",
    "affected",
    "audience",
    "visibility",
    "opens_on",
    "closes_on",
    "status",
    "revision",
    "created_at",
    "announced_at",
    "closed_at",
    "cancel_reason",
)
STEPS = {"announce": announce, "open": open_now, "close": close_now}


class ChallengeShape(serializers.Serializer):
    key = serializers.UUIDField()
    title = serializers.CharField()
    why_now = serializers.CharField()
    affected = serializers.CharField()
    audience = choices(Audience)
    visibility = choices(Visibility)
    opens_on = serializers.DateField(allow_null=True)
    closes_on = serializers.DateField(allow_null=True)
    status = choices(Status)
    revision = serializers.IntegerField()
    created_at = serializers.DateTimeField()
    announced_at = serializers.DateTimeField(allow_null=True)
    closed_at = serializers.DateTimeField(allow_null=True)
    cancel_reason = serializers.CharField()
    owner = Person()
    answers = serializers.IntegerField(help_text="How many ideas answer it.")
    criteria = serializers.ListField(child=serializers.CharField())


class ChallengeParameters(SinceParameters):
    status = choices(Status, required=False)
    audience = choices(Audience, required=False)


class ChallengeSent(Strict):
    title = Line()
    why_now = Text(required=False, allow_blank=True)
    affected = Text(required=False, allow_blank=True)
    criteria = serializers.ListField(child=Line(), max_length=10, required=False)
    owner = MemberKey()
    audience = choices(Audience, required=False)
    units = serializers.ListField(child=UnitId(), max_length=200, required=False)
    visibility = choices(Visibility, required=False)
    opens_on = serializers.DateField(required=False, allow_null=True)
    closes_on = serializers.DateField(required=False, allow_null=True)


class StepSent(Strict):
    step = serializers.ChoiceField(choices=[*STEPS, "cancel"])
    reason = Text(max_length=2000, required=False, allow_blank=True, help_text="Needed to cancel.")


EXAMPLE = {
    "key": "c9f5a1de-6f1b-4a2e-9c43-3c1f5f7d2a10",
    "title": "Hur halverar vi matsvinnet i skolköken?",
    "why_now": "Vi kastar 31 gram per portion.",
    "affected": "Elever, kockar och måltidsplanerare",
    "audience": "employees",
    "visibility": "internal",
    "opens_on": "2026-11-10",
    "closes_on": "2026-12-04",
    "status": "open",
    "revision": 2,
    "created_at": "2026-11-02T09:00:00+01:00",
    "announced_at": "2026-11-05T09:00:00+01:00",
    "closed_at": None,
    "cancel_reason": "",
    "owner": {"key": "3a9b7f4e-0d56-4a0c-8d3f-5f2f7a8b9c01", "name": "Karin Ek"},
    "answers": 14,
    "criteria": ["Går att pröva i ett kök under en vecka"],
}


class Challenges(Resource):
    @operation(
        name="challenges_list",
        tag="challenges",
        scope=Scope.CHALLENGES_READ,
        summary="Challenges that the integration may see, newest first",
        answer=ChallengeShape,
        parameters=ChallengeParameters,
        example=EXAMPLE,
    )
    def get(self, request: Request) -> Response:
        chosen = parameters_of(request, ChallengeParameters)
        found = _shown(_narrowed(visible_to(request.user), chosen))
        rows, following = page_of(request, found, chosen)
        return tagged(request, {"results": [_row(row) for row in rows], "next": following})

    @operation(
        name="challenges_create",
        tag="challenges",
        scope=Scope.CHALLENGES_WRITE,
        summary="Start a challenge as a draft",
        body=ChallengeSent,
        answer=ChallengeShape,
        creates=True,
        sent={"title": EXAMPLE["title"], "owner": "3a9b7f4e-0d56-4a0c-8d3f-5f2f7a8b9c01"},
        example=EXAMPLE | {"status": "draft", "announced_at": None, "answers": 0},
    )
    def post(self, request: Request) -> Response:
        return once(request, lambda: self.create(request))

    @staticmethod
    def create(request: Request) -> Response:
        if not may_start(request.user):
            raise NotAllowed("")
        usual = {"audience": Audience.EMPLOYEES.value, "visibility": Visibility.INTERNAL.value}
        sent = usual | body_of(request, ChallengeSent)
        form = checked(ChallengeForm(as_form(sent | {"criteria": "\n".join(sent.get("criteria", []))})))
        challenge = start_challenge(form.content(), actor=request.user)
        where = request.build_absolute_uri(f"{request.path}{challenge.key}/")
        return tagged(request, _whole(request, challenge.key), status=201, headers={"Location": where})


class OneChallenge(Resource):
    @operation(
        name="challenges_read",
        tag="challenges",
        scope=Scope.CHALLENGES_READ,
        summary="One challenge",
        answer=ChallengeShape,
        example=EXAMPLE,
    )
    def get(self, request: Request, key: uuid.UUID) -> Response:
        return tagged(request, _whole(request, key))


class ChallengeStep(Resource):
    @operation(
        name="challenges_step",
        tag="challenges",
        scope=Scope.CHALLENGES_WRITE,
        summary="Announce, open, close or cancel a challenge",
        body=StepSent,
        answer=ChallengeShape,
        changes=True,
        sent={"step": "announce"},
        example=EXAMPLE | {"status": "announced"},
    )
    @transaction.atomic
    def post(self, request: Request, key: uuid.UUID) -> Response:
        pk = visible_to(request.user).filter(key=key).values_list("pk", flat=True).first() or 0
        lock(Challenge.objects.all(), pks=[pk])
        require_match(request, _whole(request, key))
        sent, challenge = body_of(request, StepSent), Challenge.objects.get(pk=pk)
        if sent["step"] == "cancel":
            cancel(challenge, reason=sent.get("reason", ""), actor=request.user)
        else:
            STEPS[sent["step"]](challenge, actor=request.user)
        return tagged(request, _whole(request, key))


def _narrowed(challenges: QuerySet[Challenge], chosen: dict[str, Any]) -> QuerySet[Challenge]:
    for name in ("status", "audience"):
        if name in chosen:
            challenges = challenges.filter(**{name: chosen[name]})
    if "updated_since" in chosen:
        challenges = challenges.filter(happened_since("challenge", chosen["updated_since"]))
    for word in chosen.get("q", "").split()[:8]:
        challenges = challenges.filter(
            Q(title__icontains=word) | Q(why_now__icontains=word) | Q(affected__icontains=word)
        )
    return challenges


def _shown(challenges: QuerySet[Challenge]) -> QuerySet[Challenge]:
    return with_answers(challenges).prefetch_related("criteria")


def _row(challenge: Any) -> dict[str, Any]:
    found = {name: getattr(challenge, name) for name in PLAIN}
    criteria = [criterion.text for criterion in challenge.criteria.all()]
    return found | {"owner": person(challenge.owner), "answers": challenge.answer_count, "criteria": criteria}


def _whole(request: Request, key: uuid.UUID) -> dict[str, Any]:
    challenge = _shown(visible_to(request.user).filter(key=key)).first()
    if challenge is None:
        raise Http404
    return _row(challenge)

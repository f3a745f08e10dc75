"""Learnings: read; draft; sign. What is signed stands for ever."""

import uuid
from typing import Any

from django.db import transaction
from django.http import Http404
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from sluss.api.fields import Line, Strict, Text, body_of
from sluss.api.operation import operation
from sluss.api.pagination import page_of, parameters_of
from sluss.api.preconditions import require_match, tagged
from sluss.workflow.phases import Phase
from sluss.workflow.transitions import NotAllowed
from tenants.api.once import once
from tenants.api.resources.common import Person, Resource, SinceParameters, as_form, checked, choices, lock, person
from tenants.api.scopes import Scope
from tenants.ideas.access import visible_to
from tenants.ideas.models import Idea
from tenants.learnings.finding import with_words
from tenants.learnings.forms import LearningForm
from tenants.learnings.models import MOST_KRONOR, Learning, LearningDraft, Occasion, Visibility
from tenants.learnings.rules import drafts_seen_by, learnings_seen_by
from tenants.learnings.sign import sign_draft
from tenants.learnings.write import start_draft

TEXTS = ("occasion", "assumption", "learned", "evidence", "helps", "cost_saved", "cost_basis", "tags", "visibility")


class LearningTexts(serializers.Serializer):
    occasion = choices(Occasion)
    assumption = serializers.CharField()
    learned = serializers.CharField()
    evidence = serializers.CharField()
    helps = serializers.CharField()
    cost_saved = serializers.IntegerField(allow_null=True, help_text="Whole kronor.")
    cost_basis = serializers.CharField()
    tags = serializers.ListField(child=serializers.CharField())
    visibility = choices(Visibility)
    idea = serializers.UUIDField()
    registry_number = serializers.CharField()


class LearningShape(LearningTexts):
    key = serializers.UUIDField()
    phase = choices(Phase)
    signed_by = Person()
    signed_at = serializers.DateTimeField()
    supersedes = serializers.UUIDField(allow_null=True)


class DraftShape(LearningTexts):
    id = serializers.IntegerField()
    revision = serializers.IntegerField()
    written_by = Person()
    written_at = serializers.DateTimeField()


class LearningParameters(SinceParameters):
    phase = choices(Phase, required=False)
    unit = serializers.IntegerField(min_value=1, max_value=2**53, required=False)
    idea = serializers.UUIDField(required=False)


class DraftSent(Strict):
    idea = serializers.UUIDField()
    occasion = choices(Occasion)
    assumption = Text()
    learned = Text()
    evidence = Text(required=False, allow_blank=True)
    helps = Text(max_length=1000, required=False, allow_blank=True)
    cost_saved = serializers.IntegerField(min_value=0, max_value=MOST_KRONOR, required=False, allow_null=True)
    cost_basis = Text(max_length=1000, required=False, allow_blank=True)
    tags = serializers.ListField(child=Line(max_length=40), max_length=8, required=False)
    visibility = choices(Visibility, required=False)


class SignSent(Strict):
    """Nothing needs to be said."""


SENT: dict[str, Any] = {
    "idea": "5f0f5f0a-0c3b-4b63-9d0c-2f2e0c8f5a11",
    "occasion": "trial_ended",
    "assumption": "Vi trodde att verktygen skulle lånas mest på helger.",
    "learned": "De lånas mest på tisdagskvällar, när biblioteket är öppet till sju.",
    "tags": ["delning"],
}
BESIDES = {
    "evidence": "",
    "helps": "",
    "cost_saved": None,
    "cost_basis": "",
    "visibility": "municipality",
    "registry_number": "KS 2026/0412",
}
MARIA = {"key": "0b7c8a53-31d8-4b0e-a2be-0f1d7a6f6f10", "name": "Maria Lindgren"}
DRAFT = {**SENT, **BESIDES, "id": 4, "revision": 1, "written_by": MARIA, "written_at": "2026-11-12T09:00:00+01:00"}
EXAMPLE = {
    **SENT,
    **BESIDES,
    "key": "a0b1c2d3-e4f5-4a6b-8c7d-9e0f1a2b3c4d",
    "phase": "test",
    "signed_by": MARIA,
    "signed_at": "2026-11-13T10:00:00+01:00",
    "supersedes": None,
}


class Learnings(Resource):
    @operation(
        name="learnings_list",
        tag="learnings",
        scope=Scope.LEARNINGS_READ,
        summary="Signed learnings that stand, newest first",
        answer=LearningShape,
        parameters=LearningParameters,
        example=EXAMPLE,
    )
    def get(self, request: Request) -> Response:
        chosen = parameters_of(request, LearningParameters)
        names = {"phase": "phase", "unit": "idea__unit_id", "idea": "idea__key", "updated_since": "signed_at__gte"}
        found = _seen(request).filter(superseded_by=None)
        found = found.filter(**{column: chosen[name] for name, column in names.items() if name in chosen})
        rows, following = page_of(request, with_words(found, chosen.get("q", "")), chosen)
        return tagged(request, {"results": [_row(row) for row in rows], "next": following})


class OneLearning(Resource):
    @operation(
        name="learnings_read",
        tag="learnings",
        scope=Scope.LEARNINGS_READ,
        summary="One signed learning",
        answer=LearningShape,
        example=EXAMPLE,
    )
    def get(self, request: Request, key: uuid.UUID) -> Response:
        learning = _seen(request).filter(key=key).first()
        if learning is None:
            raise Http404
        return tagged(request, _row(learning))


class LearningDrafts(Resource):
    @operation(
        name="learnings_draft",
        tag="learnings",
        scope=Scope.LEARNINGS_WRITE,
        summary="Draft what was learned from an idea",
        body=DraftSent,
        answer=DraftShape,
        creates=True,
        sent=SENT,
        example=DRAFT,
    )
    def post(self, request: Request) -> Response:
        return once(request, lambda: self.create(request))

    @staticmethod
    def create(request: Request) -> Response:
        sent = body_of(request, DraftSent)
        idea = visible_to(request.user).filter(key=sent.pop("idea")).first()
        if idea is None:
            raise Http404
        data = {"visibility": Visibility.MUNICIPALITY.value, "revision": 0} | sent
        form = checked(LearningForm(as_form(data | {"tags": ",".join(sent.get("tags", []))})))
        draft = start_draft(idea, words=form.words(), actor=request.user)
        where = request.build_absolute_uri(f"{request.path}{draft.pk}/")
        return tagged(request, _draft(draft), status=201, headers={"Location": where})


class OneDraft(Resource):
    @operation(
        name="learnings_read_draft",
        tag="learnings",
        scope=Scope.LEARNINGS_READ,
        summary="One draft, for those who write or sign it",
        answer=DraftShape,
        example=DRAFT,
    )
    def get(self, request: Request, pk: int) -> Response:
        return tagged(request, _draft(_seen_draft(request, pk)))


class DraftSigning(Resource):
    @operation(
        name="learnings_sign",
        tag="learnings",
        scope=Scope.LEARNINGS_WRITE,
        summary="Sign a draft: from then on it stands",
        about="If-Match takes the ETag of the draft.",
        body=SignSent,
        answer=LearningShape,
        changes=True,
        sent={},
        example=EXAMPLE,
    )
    @transaction.atomic
    def post(self, request: Request, pk: int) -> Response:
        lock(Idea.objects.all(), pks=[_seen_draft(request, pk).idea_id])
        draft = _seen_draft(request, pk)
        require_match(request, _draft(draft))
        body_of(request, SignSent)
        signed = sign_draft(draft, revision=draft.revision, actor=request.user)
        return tagged(
            request, _row(Learning.objects.select_related("idea", "signed_by", "supersedes").get(pk=signed.pk))
        )


def _seen(request: Request) -> Any:
    return learnings_seen_by(request.user).select_related("idea", "signed_by", "supersedes")


def _seen_draft(request: Request, pk: int) -> LearningDraft:
    """The draft, Http404 where it does not exist and NotAllowed where drafts of the idea are others' inner work."""
    found = LearningDraft.objects.filter(idea__in=visible_to(request.user), pk=min(pk, 2**53)).first()
    if found is None:
        raise Http404
    draft = drafts_seen_by(request.user).select_related("idea__coach").filter(pk=found.pk).first()
    if draft is None:
        raise NotAllowed("")
    return draft


def _texts(found: Learning | LearningDraft) -> dict[str, Any]:
    idea = {"idea": found.idea.key, "registry_number": found.idea.registry_number}
    return {name: getattr(found, name) for name in TEXTS} | idea


def _row(learning: Learning) -> dict[str, Any]:
    return _texts(learning) | {
        "key": learning.key,
        "phase": learning.phase,
        "signed_by": person(learning.signed_by),
        "signed_at": learning.signed_at,
        "supersedes": learning.supersedes.key if learning.supersedes else None,
    }


def _draft(draft: LearningDraft) -> dict[str, Any]:
    return _texts(draft) | {
        "id": draft.pk,
        "revision": draft.revision,
        "written_by": person(draft.written_by),
        "written_at": draft.written_at,
    }

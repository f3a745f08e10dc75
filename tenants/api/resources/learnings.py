"""Learnings: read, draft, change the draft, sign. What is signed stands for ever; a later one may take its place."""

import uuid
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext_noop as _
from rest_framework.request import Request
from rest_framework.response import Response

from sluss.api.fields import Nothing, body_of
from sluss.api.operation import operation
from sluss.api.pagination import parameters_of
from tenants.api.resources import learning_shapes as shapes
from tenants.api.resources.acting import Subject, created, listed
from tenants.api.resources.common import Resource, as_form, checked, narrowed, person, seen_idea
from tenants.api.scopes import Scope
from tenants.learnings.finding import with_words
from tenants.learnings.forms import LearningForm, initial_of
from tenants.learnings.models import Learning, LearningDraft, Visibility
from tenants.learnings.rules import drafts_seen_by, learnings_seen_by
from tenants.learnings.sign import sign_draft
from tenants.learnings.write import change_draft, discard_draft, start_draft
from tenants.people.models import Member

TEXTS = ("occasion", "assumption", "learned", "evidence", "helps", "cost_saved", "cost_basis", "tags", "visibility")
LARGEST = 2**53
FILTERS = {"phase": "phase", "unit": "idea__unit_id", "idea": "idea__key", "updated_since": "signed_at__gte"}
USUAL = {"visibility": Visibility.MUNICIPALITY.value, "revision": 0}


class Learnings(Resource):
    @operation(
        name="learnings_list",
        tag="learnings",
        scope=Scope.LEARNINGS_READ,
        summary=_("Signed learnings that stand, newest first"),
        answer=shapes.LearningShape,
        parameters=shapes.LearningParameters,
        example=shapes.EXAMPLE,
    )
    def get(self, request: Request) -> Response:
        chosen = parameters_of(request, shapes.LearningParameters)
        found = narrowed(_seen(request.user).filter(superseded_by=None), chosen, FILTERS)
        return listed(request, with_words(found, chosen.get("q", "")), chosen, row=_row)


class OneLearning(Resource):
    @operation(
        name="learnings_read",
        tag="learnings",
        scope=Scope.LEARNINGS_READ,
        summary=_("One signed learning"),
        answer=shapes.LearningShape,
        example=shapes.EXAMPLE,
    )
    def get(self, request: Request, key: uuid.UUID) -> Response:
        return LEARNING.read(request, key=key)


class LearningDrafts(Resource):
    @operation(
        name="learnings_list_drafts",
        tag="learnings",
        scope=Scope.LEARNINGS_READ,
        summary=_("Drafts that the integration writes or signs, newest first"),
        answer=shapes.DraftShape,
        parameters=shapes.DraftParameters,
        example=shapes.DRAFT,
    )
    def get(self, request: Request) -> Response:
        chosen = parameters_of(request, shapes.DraftParameters)
        found = drafts_seen_by(request.user).select_related("idea", "written_by", "supersedes")
        return listed(request, narrowed(found, chosen, {"idea": "idea__key"}), chosen, row=_draft)

    @operation(
        name="learnings_draft",
        tag="learnings",
        scope=Scope.LEARNINGS_WRITE,
        summary=_("Draft what was learned from an idea"),
        body=shapes.DraftSent,
        answer=shapes.DraftShape,
        creates=True,
        sent=shapes.SENT,
        example=shapes.DRAFT,
    )
    def post(self, request: Request) -> Response:
        return created(request, lambda: _create(request), name="id")


class OneDraft(Resource):
    @operation(
        name="learnings_read_draft",
        tag="learnings",
        scope=Scope.LEARNINGS_READ,
        summary=_("One draft, for those who write or sign it"),
        answer=shapes.DraftShape,
        example=shapes.DRAFT,
    )
    def get(self, request: Request, pk: int) -> Response:
        return DRAFT.read(request, pk=min(pk, LARGEST))

    @operation(
        name="learnings_change_draft",
        tag="learnings",
        scope=Scope.LEARNINGS_WRITE,
        summary=_("Change a draft"),
        body=shapes.DraftTexts,
        answer=shapes.DraftShape,
        changes=True,
        sent={"evidence": "Låneregistret, september och oktober."},
        example=shapes.DRAFT | {"evidence": "Låneregistret, september och oktober.", "revision": 2},
    )
    def patch(self, request: Request, pk: int) -> Response:
        def change(draft: LearningDraft, sent: dict[str, Any]) -> None:
            form = _form(initial_of(draft) | {"revision": draft.revision} | sent)
            change_draft(draft, words=form.words(), revision=draft.revision, actor=request.user)

        return DRAFT.change(request, change, body=shapes.DraftTexts, pk=min(pk, LARGEST))

    @operation(
        name="learnings_discard_draft",
        tag="learnings",
        scope=Scope.LEARNINGS_WRITE,
        summary=_("Take a draft away"),
        about=_("The answer is the draft as it was."),
        body=Nothing,
        answer=shapes.DraftShape,
        changes=True,
        example=shapes.DRAFT,
    )
    def delete(self, request: Request, pk: int) -> Response:
        def discard(draft: LearningDraft, _sent: dict[str, Any]) -> LearningDraft:
            discard_draft(draft, actor=request.user)
            return draft

        return DRAFT.change(request, discard, body=Nothing, answer=_draft, pk=min(pk, LARGEST))


class DraftSigning(Resource):
    @operation(
        name="learnings_sign",
        tag="learnings",
        scope=Scope.LEARNINGS_WRITE,
        summary=_("Sign a draft: from then on it stands"),
        about=_("If-Match takes the ETag of the draft."),
        body=Nothing,
        answer=shapes.LearningShape,
        changes=True,
        example=shapes.EXAMPLE,
    )
    def post(self, request: Request, pk: int) -> Response:
        def sign(draft: LearningDraft, _sent: dict[str, Any]) -> Learning:
            return sign_draft(draft, revision=draft.revision, actor=request.user)

        return DRAFT.change(request, sign, body=Nothing, answer=_row, pk=min(pk, LARGEST))


def _create(request: Request) -> dict[str, Any]:
    sent = body_of(request, shapes.DraftSent)
    idea, place_of = seen_idea(request, sent.pop("idea")), sent.pop("supersedes", None)
    supersedes = _seen(request.user).filter(key=place_of, idea=idea, superseded_by=None).first() if place_of else None
    if place_of and supersedes is None:
        raise Http404
    words = _form(USUAL | sent).words()
    return _draft(start_draft(idea, words=words, actor=request.user, supersedes=supersedes))


def _form(data: dict[str, Any]) -> LearningForm:
    tags = data.get("tags", "")
    return checked(LearningForm(as_form(data | {"tags": tags if isinstance(tags, str) else ",".join(tags)})))


def _seen(member: Member) -> QuerySet[Learning]:
    return learnings_seen_by(member).select_related("idea", "signed_by", "supersedes")


def _texts(found: Learning | LearningDraft) -> dict[str, Any]:
    told = {"idea": found.idea.key, "registry_number": found.idea.registry_number}
    told["supersedes"] = found.supersedes.key if found.supersedes else None
    return {name: getattr(found, name) for name in TEXTS} | told


def _row(learning: Learning) -> dict[str, Any]:
    return _texts(learning) | {
        "key": learning.key,
        "phase": learning.phase,
        "signed_by": person(learning.signed_by),
        "signed_at": learning.signed_at,
    }


def _draft(draft: LearningDraft) -> dict[str, Any]:
    return _texts(draft) | {
        "id": draft.pk,
        "revision": draft.revision,
        "written_by": person(draft.written_by),
        "written_at": draft.written_at,
    }


def _whole(request: Request, pk: int) -> dict[str, Any]:
    return _row(Learning.objects.select_related("idea", "signed_by", "supersedes").get(pk=pk))


def _whole_draft(request: Request, pk: int) -> dict[str, Any]:
    return _draft(LearningDraft.objects.select_related("idea", "written_by", "supersedes").get(pk=pk))


LEARNING = Subject(model=Learning, visible=learnings_seen_by, shown=_whole)
DRAFT = Subject(
    model=LearningDraft,
    visible=drafts_seen_by,
    shown=_whole_draft,
    along=("idea__coach", "written_by", "supersedes"),
    part_of="idea",
)

"""Ideas: read, leave, change the text, take care of in the inbox."""

import uuid
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from sluss import clock
from sluss.api.fields import body_of
from sluss.api.operation import operation
from sluss.api.pagination import page_of, parameters_of
from sluss.api.preconditions import require_match, tagged
from sluss.text.personal_numbers import holds_personal_number
from sluss.workflow.transitions import NotAllowed
from tenants.api.once import once
from tenants.api.resources import idea_shapes as shapes
from tenants.api.resources.common import (
    Resource,
    as_form,
    checked,
    happened_since,
    lock,
    person,
    person_columns,
    person_in,
)
from tenants.api.scopes import Scope
from tenants.ideas.access import HANDLERS, visible_to
from tenants.ideas.edit import TEXTS, edit_text
from tenants.ideas.filters import with_words
from tenants.ideas.inbox_forms import TriageForm
from tenants.ideas.meanwhile import latest_event
from tenants.ideas.models import Idea, IdeaBearer, Kind, Source
from tenants.ideas.numbers import FOUND
from tenants.ideas.register import NewBearer, NewIdea, register_idea
from tenants.ideas.transitions import INBOX, InboxOutcome
from tenants.ideas.triage import triage
from tenants.organisation.models import Unit

PLAIN = (
    "key",
    "registry_number",
    "kind",
    "title",
    "text",
    "for_whom",
    "why_now",
    "revision",
    "source",
    "external_id",
    "received_at",
    "status",
    "furthest_phase",
    "entered_stage_at",
    "promised_on",
    "secrecy",
    "visibility",
)
STAGE = {"id": "stage_id", "name_sv": "stage__name_sv", "name_en": "stage__name_en", "phase": "stage__phase"}
COLUMNS = ("pk", *PLAIN, *STAGE.values(), "unit_id", "unit__name", *person_columns("coach"))
FIELDS = {"status": "status", "phase": "stage__phase", "source": "source", "unit": "unit_id"}


class Ideas(Resource):
    @operation(
        name="ideas_list",
        tag="ideas",
        scope=Scope.IDEAS_READ,
        summary="Ideas that the integration may see, newest first",
        answer=shapes.IdeaShape,
        parameters=shapes.IdeaParameters,
        example=shapes.EXAMPLE,
    )
    def get(self, request: Request) -> Response:
        chosen = parameters_of(request, shapes.IdeaParameters)
        rows, following = page_of(request, narrowed(visible_to(request.user), chosen).values(*COLUMNS), chosen)
        return tagged(request, {"results": [row_of(row) for row in rows], "next": following})

    @operation(
        name="ideas_create",
        tag="ideas",
        scope=Scope.IDEAS_WRITE,
        summary="Leave an idea or a need",
        about="It is registered like any other: a diary number, a promise, and a place in the inbox.",
        body=shapes.IdeaSent,
        answer=shapes.IdeaWhole,
        creates=True,
        sent=shapes.SENT,
        example=shapes.WHOLE,
    )
    def post(self, request: Request) -> Response:
        return once(request, lambda: self.create(request))

    @staticmethod
    def create(request: Request) -> Response:
        body = body_of(request, shapes.IdeaSent)
        _warn_of_personal_numbers(body)
        idea, _new = register_idea(_new_idea(body), actor=request.user)
        where = request.build_absolute_uri(f"{request.path}{idea.key}/")
        # Whoever leaves something reads back what they left, though a plain member does not see the inbox.
        return tagged(request, whole(Idea.objects.filter(pk=idea.pk), request), status=201, headers={"Location": where})


class OneIdea(Resource):
    @operation(
        name="ideas_read",
        tag="ideas",
        scope=Scope.IDEAS_READ,
        summary="One idea with those who bear it",
        answer=shapes.IdeaWhole,
        example=shapes.WHOLE,
    )
    def get(self, request: Request, key: uuid.UUID) -> Response:
        return tagged(request, whole(visible_to(request.user).filter(key=key), request))

    @operation(
        name="ideas_change",
        tag="ideas",
        scope=Scope.IDEAS_WRITE,
        summary="Change the text of an idea",
        body=shapes.IdeaTexts,
        answer=shapes.IdeaWhole,
        changes=True,
        sent={"why_now": "Fritidsbanken flyttar i vår."},
        example=shapes.WHOLE,
    )
    @transaction.atomic
    def patch(self, request: Request, key: uuid.UUID) -> Response:
        idea = locked_idea(request, key)
        require_match(request, whole(Idea.objects.filter(pk=idea.pk), request))
        sent = body_of(request, shapes.IdeaTexts)
        texts = {name: getattr(idea, name) for name in TEXTS} | sent
        edit_text(idea, texts=texts, revision=idea.revision, actor=request.user)
        return tagged(request, whole(Idea.objects.filter(pk=idea.pk), request))


class IdeaTriage(Resource):
    @operation(
        name="ideas_triage",
        tag="ideas",
        scope=Scope.IDEAS_TRIAGE,
        summary="Give an idea in the inbox its outcome",
        about="The rules are those of the inbox on the screen, role by role and outcome by outcome.",
        body=shapes.TriageSent,
        answer=shapes.IdeaWhole,
        changes=True,
        sent={"outcome": "ask_more", "message": "Tack! Vilka verktyg skulle du själv låna?"},
        example=shapes.WHOLE | {"status": "asked"},
    )
    @transaction.atomic
    def post(self, request: Request, key: uuid.UUID) -> Response:
        idea = locked_idea(request, key)
        require_match(request, whole(Idea.objects.filter(pk=idea.pk), request))
        sent = body_of(request, shapes.TriageSent)
        if reason := INBOX[InboxOutcome(sent["outcome"])].transition.who(request.user, idea):
            raise NotAllowed(reason)
        form = checked(TriageForm(as_form(sent), member=request.user, idea=idea))
        triage(idea, answer=form.answer(), actor=request.user)
        return tagged(request, whole(Idea.objects.filter(pk=idea.pk), request))


def narrowed(ideas: QuerySet[Idea], chosen: dict[str, Any]) -> QuerySet[Idea]:
    for name, column in FIELDS.items():
        if name in chosen:
            ideas = ideas.filter(**{column: chosen[name]})
    if "updated_since" in chosen:
        ideas = ideas.filter(happened_since("idea", chosen["updated_since"]))
    return with_words(ideas, chosen.get("q", ""))


def row_of(row: dict[str, Any]) -> dict[str, Any]:
    """An idea as flat columns gave it."""
    found = {name: row[name] for name in PLAIN}
    found["stage"] = {name: row[column] for name, column in STAGE.items()} if row["stage_id"] else None
    found["unit"] = {"id": row["unit_id"], "name": row["unit__name"]} if row["unit_id"] else None
    found["coach"] = person_in(row, "coach")
    return found


def whole(ideas: QuerySet[Idea], request: Request) -> dict[str, Any]:
    """The one idea that is found, or Http404."""
    row = ideas.values(*COLUMNS).first()
    if row is None:
        raise Http404
    bearers = IdeaBearer.objects.filter(idea=row["pk"]).select_related("member").order_by("pk")
    sees = Scope.CONTACTS_READ in request.auth.scopes and request.user.has_role(*HANDLERS)
    found = row_of(row) | {"bearers": [_bearer(one, sees=sees) for one in bearers]}
    return found | {"latest_event": latest_event(Idea(pk=row["pk"]))}


def locked_idea(request: Request, key: uuid.UUID) -> Idea:
    """The idea, held until the transaction ends. Raises Http404 where the integration may not see it."""
    pk = visible_to(request.user).filter(key=key).values_list("pk", flat=True).first()
    if pk is None:
        raise Http404
    lock(Idea.objects.all(), pks=[pk])
    return Idea.objects.select_related("stage__gate__target", "authority", "unit", "coach").get(pk=pk)


def _bearer(bearer: IdeaBearer, *, sees: bool) -> dict[str, Any]:
    if bearer.member:
        return {"member": person(bearer.member)}
    contact = {"name": bearer.name, "email": bearer.email, "phone": bearer.phone} if sees else {}
    return {"member": None, **contact}


def _new_idea(body: dict[str, Any]) -> NewIdea:
    bearer = body.get("bearer")
    return NewIdea(
        title=body["title"],
        **{name: body.get(name, "") for name in ("text", "for_whom", "why_now", "external_id")},
        kind=Kind(body.get("kind", Kind.IDEA)),
        source=Source(body["source"]),
        received_at=clock.now(),
        unit=Unit.objects.get(pk=body["unit"]) if body.get("unit") else None,
        bearers=[NewBearer(**bearer)] if bearer else (),
    )


def _warn_of_personal_numbers(body: dict[str, Any]) -> None:
    """As the forms do: once, and the sender may send all the same."""
    found = [name for name in TEXTS if holds_personal_number(text=body.get(name, ""))]
    if found and not body.get("keep_numbers"):
        raise ValidationError({name: [FOUND] for name in found}, code="personal-number")

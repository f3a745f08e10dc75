"""Ideas: read, leave, change the text, take care of in the inbox and on their way."""

import uuid
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_noop as _
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from sluss import clock
from sluss.api.fields import Nothing, body_of
from sluss.api.operation import operation
from sluss.api.pagination import newest, parameters_of
from sluss.tenancy.rows import Asked, read_named
from sluss.text.personal_numbers import holds_personal_number
from sluss.workflow.transitions import NotAllowed
from tenants.api.resources import idea_shapes as shapes
from tenants.api.resources.acting import Subject, created, listed
from tenants.api.resources.common import (
    Resource,
    as_form,
    checked,
    happened_since,
    narrowed,
    person,
    person_columns,
    person_in,
    place_in,
)
from tenants.api.scopes import Scope
from tenants.ideas.access import HANDLERS, Viewer, seen_by, viewer_of, visible_to
from tenants.ideas.edit import TEXTS, assign_coach, edit_text, mark_secrecy
from tenants.ideas.filters import with_words
from tenants.ideas.forms import CoachForm
from tenants.ideas.inbox_forms import TriageForm
from tenants.ideas.meanwhile import latest_event
from tenants.ideas.models import Idea, IdeaBearer, Kind, Source
from tenants.ideas.numbers import FOUND
from tenants.ideas.register import NewBearer, NewIdea, register_idea
from tenants.ideas.transitions import INBOX, InboxOutcome
from tenants.ideas.triage import reopen, triage
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
FILTERS = {"status": "status", "phase": "stage__phase", "source": "source", "unit": "unit_id"}


class Ideas(Resource):
    @operation(
        name="ideas_list",
        tag="ideas",
        scope=Scope.IDEAS_READ,
        summary=_("Ideas that the integration may see, newest first"),
        answer=shapes.IdeaShape,
        parameters=shapes.IdeaParameters,
        example=shapes.EXAMPLE,
    )
    def get(self, request: Request) -> Response:
        chosen = parameters_of(request, shapes.IdeaParameters)
        asked = _statement(viewer_of(request.user), tuple(chosen.items()))
        return listed(request, read_named(asked, COLUMNS), chosen, row=row_of)

    @operation(
        name="ideas_create",
        tag="ideas",
        scope=Scope.IDEAS_WRITE,
        summary=_("Leave an idea or a need"),
        about=_("It is registered like any other: a diary number, a promise, and a place in the inbox."),
        body=shapes.IdeaSent,
        answer=shapes.IdeaWhole,
        creates=True,
        sent=shapes.SENT,
        example=shapes.WHOLE,
    )
    def post(self, request: Request) -> Response:
        return created(request, lambda: _create(request))


class OneIdea(Resource):
    @operation(
        name="ideas_read",
        tag="ideas",
        scope=Scope.IDEAS_READ,
        summary=_("One idea with those who bear it"),
        answer=shapes.IdeaWhole,
        example=shapes.WHOLE,
    )
    def get(self, request: Request, key: uuid.UUID) -> Response:
        return IDEA.read(request, key=key)

    @operation(
        name="ideas_change",
        tag="ideas",
        scope=Scope.IDEAS_WRITE,
        summary=_("Change the text of an idea"),
        body=shapes.IdeaTexts,
        answer=shapes.IdeaWhole,
        changes=True,
        sent={"why_now": "Fritidsbanken flyttar i vår."},
        example=shapes.WHOLE,
    )
    def patch(self, request: Request, key: uuid.UUID) -> Response:
        def edit(idea: Idea, sent: dict[str, Any]) -> None:
            _warn_of_personal_numbers(sent)
            texts = {name: sent.get(name, getattr(idea, name)) for name in TEXTS}
            edit_text(idea, texts=texts, revision=idea.revision, actor=request.user)

        return IDEA.change(request, edit, body=shapes.IdeaTexts, key=key)


class IdeaTriage(Resource):
    @operation(
        name="ideas_triage",
        tag="ideas",
        scope=Scope.IDEAS_TRIAGE,
        summary=_("Give an idea in the inbox its outcome"),
        about=_("The rules are those of the inbox on the screen, role by role and outcome by outcome."),
        body=shapes.TriageSent,
        answer=shapes.IdeaWhole,
        changes=True,
        sent={"outcome": "ask_more", "message": "Tack! Vilka verktyg skulle du själv låna?"},
        example=shapes.WHOLE | {"status": "asked"},
    )
    def post(self, request: Request, key: uuid.UUID) -> Response:
        def answer(idea: Idea, sent: dict[str, Any]) -> None:
            if reason := INBOX[InboxOutcome(sent["outcome"])].transition.who(request.user, idea):
                raise NotAllowed(reason)
            form = checked(TriageForm(as_form(sent), member=request.user, idea=idea))
            triage(idea, answer=form.answer(), actor=request.user)

        return IDEA.change(request, answer, body=shapes.TriageSent, key=key)


class IdeaReopening(Resource):
    @operation(
        name="ideas_reopen",
        tag="ideas",
        scope=Scope.IDEAS_TRIAGE,
        summary=_("Put an answered idea back in the inbox"),
        body=Nothing,
        answer=shapes.IdeaWhole,
        changes=True,
        example=shapes.WHOLE | {"status": "inbox", "stage": None, "coach": None},
    )
    def post(self, request: Request, key: uuid.UUID) -> Response:
        return IDEA.change(request, lambda idea, _sent: reopen(idea, actor=request.user), body=Nothing, key=key)


class IdeaCoach(Resource):
    @operation(
        name="ideas_choose_coach",
        tag="ideas",
        scope=Scope.IDEAS_TRIAGE,
        summary=_("Choose the coach of an idea on its way"),
        body=shapes.CoachSent,
        answer=shapes.IdeaWhole,
        changes=True,
        sent={"coach": shapes.EXAMPLE["coach"]["key"]},
        example=shapes.WHOLE,
    )
    def put(self, request: Request, key: uuid.UUID) -> Response:
        def choose(idea: Idea, sent: dict[str, Any]) -> None:
            coach = checked(CoachForm(as_form(sent))).cleaned_data["coach"]
            assign_coach(idea, coach=coach, actor=request.user)

        return IDEA.change(request, choose, body=shapes.CoachSent, key=key)


class IdeaSecrecy(Resource):
    @operation(
        name="ideas_mark_secrecy",
        tag="ideas",
        scope=Scope.IDEAS_TRIAGE,
        summary=_("Mark that secrecy must be assessed, or lift the mark"),
        body=shapes.SecrecySent,
        answer=shapes.IdeaWhole,
        changes=True,
        sent={"secrecy": "assess"},
        example=shapes.WHOLE | {"secrecy": "assess"},
    )
    def put(self, request: Request, key: uuid.UUID) -> Response:
        def mark(idea: Idea, sent: dict[str, Any]) -> None:
            mark_secrecy(idea, secrecy=sent["secrecy"], actor=request.user)

        return IDEA.change(request, mark, body=shapes.SecrecySent, key=key)


@lru_cache(maxsize=200)
def _statement(viewer: Viewer, chosen: tuple[tuple[str, Any], ...]) -> Asked:
    """The page that was chosen, as SQL: it takes longer to write than to answer, and most ask the same again."""
    parameters = dict(chosen)
    return newest(chosen_of(seen_by(viewer), parameters), parameters).query.sql_with_params()


def chosen_of(ideas: QuerySet[Idea], chosen: dict[str, Any]) -> QuerySet[Any]:
    """The rows of a list that shows ideas, narrowed as the parameters say."""
    found = narrowed(ideas, chosen, FILTERS)
    if "updated_since" in chosen:
        found = found.filter(happened_since("idea", chosen["updated_since"]))
    rows: QuerySet[Any] = with_words(found, chosen.get("q", "")).values(*COLUMNS)
    return rows


def row_of(row: dict[str, Any]) -> dict[str, Any]:
    """An idea as flat columns gave it."""
    found = {name: row[name] for name in PLAIN}
    found["stage"] = {name: row[column] for name, column in STAGE.items()} if row["stage_id"] else None
    return found | {"unit": place_in(row, "unit"), "coach": person_in(row, "coach")}


def _create(request: Request) -> dict[str, Any]:
    """Whoever leaves something reads back what they left, though a plain member does not see the inbox."""
    body = body_of(request, shapes.IdeaSent)
    _warn_of_personal_numbers(body)
    idea, _new = register_idea(_new_idea(body), actor=request.user)
    return _whole(request, idea.pk)


def _whole(request: Request, pk: int) -> dict[str, Any]:
    row = Idea.objects.filter(pk=pk).values(*COLUMNS).get()
    bearers = IdeaBearer.objects.filter(idea=pk).select_related("member").order_by("pk")
    sees = Scope.CONTACTS_READ in request.auth.scopes and request.user.has_role(*HANDLERS)
    found = row_of(row) | {"bearers": [_bearer(one, sees=sees) for one in bearers]}
    return found | {"latest_event": latest_event(Idea(pk=pk))}


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


IDEA = Subject(
    model=Idea, visible=visible_to, shown=_whole, along=("stage__gate__target", "authority", "unit", "coach")
)

"""Needs: read, write down, change, link to ideas, end and reopen."""

import uuid
from typing import Any

from django.http import Http404
from django.utils.translation import gettext_noop as _
from rest_framework.request import Request
from rest_framework.response import Response

from sluss.api.fields import Nothing, body_of
from sluss.api.operation import operation
from sluss.api.pagination import parameters_of
from sluss.workflow.transitions import NotAllowed
from tenants.api.resources import need_shapes as shapes
from tenants.api.resources.acting import Subject, created, listed
from tenants.api.resources.common import (
    Resource,
    as_form,
    checked,
    happened_since,
    narrowed,
    person_columns,
    person_in,
    place_in,
    seen_idea,
    today,
)
from tenants.api.scopes import Scope
from tenants.ideas.access import visible_to as ideas_visible_to
from tenants.ideas.models import Source
from tenants.needs.access import visible_to
from tenants.needs.edit import edit_need
from tenants.needs.end import close_need, meet_need, reopen_need
from tenants.needs.filters import with_words
from tenants.needs.forms import EndForm, NeedForm, initial_of
from tenants.needs.link import link_idea, unlink_idea
from tenants.needs.models import Need, NeedIdea, Reason
from tenants.needs.rules import may_write
from tenants.needs.take_in import create_need

PLAIN = (
    "key",
    "title",
    "who",
    "situation",
    "frequency",
    "evidence",
    "source",
    "status",
    "reason",
    "ending",
    "revision",
    "heard_on",
    "created_at",
    "ended_at",
)
COLUMNS = ("pk", *PLAIN, "unit_id", "unit__name", "origin__registry_number", *person_columns("owner"))
FILTERS = {"status": "status", "source": "source", "unit": "unit_id"}


class Needs(Resource):
    @operation(
        name="needs_list",
        tag="needs",
        scope=Scope.NEEDS_READ,
        summary=_("Needs that the integration may see, newest first"),
        answer=shapes.NeedShape,
        parameters=shapes.NeedParameters,
        example=shapes.EXAMPLE,
    )
    def get(self, request: Request) -> Response:
        chosen = parameters_of(request, shapes.NeedParameters)
        found = narrowed(visible_to(request.user), chosen, FILTERS)
        if "updated_since" in chosen:
            found = found.filter(happened_since("need", chosen["updated_since"]))
        return listed(request, with_words(found, chosen.get("q", "")).values(*COLUMNS), chosen, row=_row)

    @operation(
        name="needs_create",
        tag="needs",
        scope=Scope.NEEDS_WRITE,
        summary=_("Write a need down"),
        body=shapes.NeedSent,
        answer=shapes.NeedWhole,
        creates=True,
        sent={"title": shapes.EXAMPLE["title"], "source": "contact_centre", "frequency": "daily"},
        example=shapes.WHOLE | {"ideas": []},
    )
    def post(self, request: Request) -> Response:
        return created(request, lambda: _create(request))


class OneNeed(Resource):
    @operation(
        name="needs_read",
        tag="needs",
        scope=Scope.NEEDS_READ,
        summary=_("One need and the ideas that are linked to it"),
        answer=shapes.NeedWhole,
        example=shapes.WHOLE,
    )
    def get(self, request: Request, key: uuid.UUID) -> Response:
        return NEED.read(request, key=key)

    @operation(
        name="needs_change",
        tag="needs",
        scope=Scope.NEEDS_WRITE,
        summary=_("Change a need as it becomes clearer"),
        body=shapes.NeedTexts,
        answer=shapes.NeedWhole,
        changes=True,
        sent={"evidence": shapes.EXAMPLE["evidence"]},
        example=shapes.WHOLE,
    )
    def patch(self, request: Request, key: uuid.UUID) -> Response:
        def edit(need: Need, sent: dict[str, Any]) -> None:
            fields = checked(NeedForm(as_form(initial_of(need) | sent))).fields_of_need()
            edit_need(need, fields=fields, revision=need.revision, actor=request.user)

        return NEED.change(request, edit, body=shapes.NeedTexts, key=key)


class NeedIdeas(Resource):
    @operation(
        name="needs_link_idea",
        tag="needs",
        scope=Scope.NEEDS_WRITE,
        summary=_("Link an idea to a need"),
        about=_("If-Match takes the ETag of the need. A link that is there already stays."),
        body=shapes.LinkSent,
        answer=shapes.NeedWhole,
        changes=True,
        sent={"idea": shapes.WHOLE["ideas"][0]},
        example=shapes.WHOLE,
    )
    def post(self, request: Request, key: uuid.UUID) -> Response:
        def link(need: Need, sent: dict[str, Any]) -> None:
            link_idea(need=need, idea=seen_idea(request, sent["idea"]), actor=request.user)

        return NEED.change(request, link, body=shapes.LinkSent, key=key)


class OneLink(Resource):
    @operation(
        name="needs_unlink_idea",
        tag="needs",
        scope=Scope.NEEDS_WRITE,
        summary=_("Take the link between an idea and a need away"),
        about=_("If-Match takes the ETag of the need. Both timelines keep that the link was there."),
        body=Nothing,
        answer=shapes.NeedWhole,
        changes=True,
        example=shapes.WHOLE | {"ideas": []},
    )
    def delete(self, request: Request, key: uuid.UUID, idea: uuid.UUID) -> Response:
        def unlink(need: Need, _sent: dict[str, Any]) -> None:
            if not unlink_idea(need=need, idea=seen_idea(request, idea), actor=request.user):
                raise Http404

        return NEED.change(request, unlink, body=Nothing, key=key)


class NeedEnd(Resource):
    @operation(
        name="needs_end",
        tag="needs",
        scope=Scope.NEEDS_WRITE,
        summary=_("Say that a need is met, or close it with a reason"),
        body=shapes.EndSent,
        answer=shapes.NeedWhole,
        changes=True,
        sent={"how": "met", "ending": "Mötesplatsen öppnade i oktober."},
        example=shapes.WHOLE | {"status": "met", "ending": "Mötesplatsen öppnade i oktober."},
    )
    def post(self, request: Request, key: uuid.UUID) -> Response:
        def end(need: Need, sent: dict[str, Any]) -> None:
            chosen = checked(EndForm(as_form(sent))).cleaned_data
            if chosen["how"] == "met":
                meet_need(need, ending=chosen["ending"], actor=request.user)
            else:
                close_need(need, reason=Reason(chosen["how"]), ending=chosen["ending"], actor=request.user)

        return NEED.change(request, end, body=shapes.EndSent, key=key)


class NeedReopening(Resource):
    @operation(
        name="needs_reopen",
        tag="needs",
        scope=Scope.NEEDS_WRITE,
        summary=_("Open an ended need again"),
        body=Nothing,
        answer=shapes.NeedWhole,
        changes=True,
        example=shapes.WHOLE,
    )
    def post(self, request: Request, key: uuid.UUID) -> Response:
        return NEED.change(request, lambda need, _sent: reopen_need(need, actor=request.user), body=Nothing, key=key)


def _create(request: Request) -> dict[str, Any]:
    if not may_write(request.user):
        raise NotAllowed("")
    sent = body_of(request, shapes.NeedSent)
    form = checked(NeedForm(as_form({"heard_on": today()} | sent)))
    fields = form.fields_of_need()
    texts: Any = {name: fields[name] for name in ("title", "who", "situation", "frequency", "evidence")}
    besides: Any = {name: fields[name] for name in ("heard_on", "unit", "owner")}
    need = create_need(texts=texts, source=Source(fields["source"]), actor=request.user, **besides)
    return _whole(request, need.pk)


def _row(row: dict[str, Any]) -> dict[str, Any]:
    found = {name: row[name] for name in PLAIN} | {"unit": place_in(row, "unit")}
    return found | {"origin": row["origin__registry_number"], "owner": person_in(row, "owner")}


def _whole(request: Request, pk: int) -> dict[str, Any]:
    linked = NeedIdea.objects.filter(need=pk, idea__in=ideas_visible_to(request.user)).order_by("pk")
    row = Need.objects.filter(pk=pk).values(*COLUMNS).get()
    return _row(row) | {"ideas": list(linked.values_list("idea__key", flat=True))}


NEED = Subject(model=Need, visible=visible_to, shown=_whole)

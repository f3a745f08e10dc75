"""Needs: read, write down, change, end and reopen."""

import uuid
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
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
    Place,
    Resource,
    SinceParameters,
    UnitId,
    as_form,
    checked,
    choices,
    happened_since,
    lock,
    person_columns,
    person_in,
    today,
)
from tenants.api.scopes import Scope
from tenants.ideas.models import Source
from tenants.needs.access import visible_to
from tenants.needs.edit import edit_need
from tenants.needs.end import close_need, meet_need, reopen_need
from tenants.needs.filters import with_words
from tenants.needs.forms import REASONS, EndForm, NeedForm, initial_of
from tenants.needs.models import Frequency, Need, Reason, Status
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


class NeedShape(serializers.Serializer):
    key = serializers.UUIDField()
    title = serializers.CharField()
    who = serializers.CharField()
    situation = serializers.CharField()
    frequency = serializers.CharField()
    evidence = serializers.CharField()
    source = choices(Source)
    status = choices(Status)
    reason = serializers.CharField()
    ending = serializers.CharField()
    revision = serializers.IntegerField()
    heard_on = serializers.DateField()
    created_at = serializers.DateTimeField()
    ended_at = serializers.DateTimeField(allow_null=True)
    unit = Place(allow_null=True)
    origin = serializers.CharField(allow_null=True, help_text="Registry number of the matter that it came from.")
    owner = Person(allow_null=True)


class NeedParameters(SinceParameters):
    status = choices(Status, required=False)
    source = choices(Source, required=False)
    unit = serializers.IntegerField(min_value=1, max_value=2**53, required=False)


class NeedTexts(Strict):
    """The fields left out stay as they are."""

    title = Line(required=False)
    who = Text(max_length=2000, required=False, allow_blank=True)
    situation = Text(required=False, allow_blank=True)
    frequency = choices(Frequency, required=False)
    evidence = Text(required=False, allow_blank=True)
    source = choices(Source, required=False)
    heard_on = serializers.DateField(required=False)
    unit = UnitId(required=False, allow_null=True)
    owner = MemberKey(required=False, allow_null=True)
    keep_numbers = serializers.BooleanField(required=False)


class NeedSent(NeedTexts):
    """`heard_on` is today where it is left out."""

    title = Line()
    source = choices(Source)


class EndSent(Strict):
    how = serializers.ChoiceField(choices=["met", *(value for value, _label in REASONS)], help_text="Met, or why not.")
    ending = Text(max_length=2000)


class ReopenSent(Strict):
    """Nothing needs to be said."""


EXAMPLE = {
    "key": "b2b7a8f0-59c1-4a35-8d4e-0b5d6f7e8a90",
    "title": "Äldre som bor ensamma behöver någon att äta lunch med",
    "who": "Personer över 80 utan hemtjänst",
    "situation": "Mitt på dagen, när matlådan äts ensam.",
    "frequency": "daily",
    "evidence": "Elva samtal till kundcenter sedan i våras.",
    "source": "contact_centre",
    "status": "open",
    "reason": "",
    "ending": "",
    "revision": 1,
    "heard_on": "2026-10-12",
    "created_at": "2026-10-12T13:20:00+02:00",
    "ended_at": None,
    "unit": {"id": 3, "name": "Vård och omsorg"},
    "origin": None,
    "owner": {"key": "0b7c8a53-31d8-4b0e-a2be-0f1d7a6f6f10", "name": "Maria Lindgren"},
}


class Needs(Resource):
    @operation(
        name="needs_list",
        tag="needs",
        scope=Scope.NEEDS_READ,
        summary="Needs that the integration may see, newest first",
        answer=NeedShape,
        parameters=NeedParameters,
        example=EXAMPLE,
    )
    def get(self, request: Request) -> Response:
        chosen = parameters_of(request, NeedParameters)
        rows, following = page_of(request, _narrowed(visible_to(request.user), chosen).values(*COLUMNS), chosen)
        return tagged(request, {"results": [_row(row) for row in rows], "next": following})

    @operation(
        name="needs_create",
        tag="needs",
        scope=Scope.NEEDS_WRITE,
        summary="Write a need down",
        body=NeedSent,
        answer=NeedShape,
        creates=True,
        sent={"title": EXAMPLE["title"], "source": "contact_centre", "frequency": "daily"},
        example=EXAMPLE,
    )
    def post(self, request: Request) -> Response:
        return once(request, lambda: self.create(request))

    @staticmethod
    def create(request: Request) -> Response:
        if not may_write(request.user):
            raise NotAllowed("")
        sent = body_of(request, NeedSent)
        form = checked(NeedForm(as_form({"heard_on": today()} | sent)))
        fields = form.fields_of_need()
        texts: Any = {name: fields[name] for name in ("title", "who", "situation", "frequency", "evidence")}
        besides: Any = {name: fields[name] for name in ("heard_on", "unit", "owner")}
        need = create_need(texts=texts, source=Source(fields["source"]), actor=request.user, **besides)
        where = request.build_absolute_uri(f"{request.path}{need.key}/")
        return tagged(request, _whole(request, need.key), status=201, headers={"Location": where})


class OneNeed(Resource):
    @operation(
        name="needs_read", tag="needs", scope=Scope.NEEDS_READ, summary="One need", answer=NeedShape, example=EXAMPLE
    )
    def get(self, request: Request, key: uuid.UUID) -> Response:
        return tagged(request, _whole(request, key))

    @operation(
        name="needs_change",
        tag="needs",
        scope=Scope.NEEDS_WRITE,
        summary="Change a need as it becomes clearer",
        body=NeedTexts,
        answer=NeedShape,
        changes=True,
        sent={"evidence": EXAMPLE["evidence"]},
        example=EXAMPLE,
    )
    @transaction.atomic
    def patch(self, request: Request, key: uuid.UUID) -> Response:
        need = _locked(request, key)
        sent = body_of(request, NeedTexts)
        fields = checked(NeedForm(as_form(initial_of(need) | sent))).fields_of_need()
        edit_need(need, fields=fields, revision=need.revision, actor=request.user)
        return tagged(request, _whole(request, key))


class NeedEnd(Resource):
    @operation(
        name="needs_end",
        tag="needs",
        scope=Scope.NEEDS_WRITE,
        summary="Say that a need is met, or close it with a reason",
        body=EndSent,
        answer=NeedShape,
        changes=True,
        sent={"how": "met", "ending": "Mötesplatsen öppnade i oktober."},
        example=EXAMPLE | {"status": "met", "ending": "Mötesplatsen öppnade i oktober."},
    )
    @transaction.atomic
    def post(self, request: Request, key: uuid.UUID) -> Response:
        need = _locked(request, key)
        chosen = checked(EndForm(as_form(body_of(request, EndSent)))).cleaned_data
        if chosen["how"] == "met":
            meet_need(need, ending=chosen["ending"], actor=request.user)
        else:
            close_need(need, reason=Reason(chosen["how"]), ending=chosen["ending"], actor=request.user)
        return tagged(request, _whole(request, key))


class NeedReopening(Resource):
    @operation(
        name="needs_reopen",
        tag="needs",
        scope=Scope.NEEDS_WRITE,
        summary="Open an ended need again",
        body=ReopenSent,
        answer=NeedShape,
        changes=True,
        sent={},
        example=EXAMPLE,
    )
    @transaction.atomic
    def post(self, request: Request, key: uuid.UUID) -> Response:
        need = _locked(request, key)
        body_of(request, ReopenSent)
        reopen_need(need, actor=request.user)
        return tagged(request, _whole(request, key))


def _narrowed(needs: QuerySet[Need], chosen: dict[str, Any]) -> QuerySet[Need]:
    for name, column in (("status", "status"), ("source", "source"), ("unit", "unit_id")):
        if name in chosen:
            needs = needs.filter(**{column: chosen[name]})
    if "updated_since" in chosen:
        needs = needs.filter(happened_since("need", chosen["updated_since"]))
    return with_words(needs, chosen.get("q", ""))


def _row(row: dict[str, Any]) -> dict[str, Any]:
    found = {name: row[name] for name in PLAIN}
    found["unit"] = {"id": row["unit_id"], "name": row["unit__name"]} if row["unit_id"] else None
    return found | {"origin": row["origin__registry_number"], "owner": person_in(row, "owner")}


def _whole(request: Request, key: uuid.UUID) -> dict[str, Any]:
    row = visible_to(request.user).filter(key=key).values(*COLUMNS).first()
    if row is None:
        raise Http404
    return _row(row)


def _locked(request: Request, key: uuid.UUID) -> Need:
    """The need, held until the transaction ends and unchanged since the ETag that was sent."""
    pk = visible_to(request.user).filter(key=key).values_list("pk", flat=True).first() or 0
    lock(Need.objects.all(), pks=[pk])
    require_match(request, _whole(request, key))
    return Need.objects.get(pk=pk)

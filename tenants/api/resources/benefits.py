"""Benefits: read with what was measured; enter what was measured. A value is never rewritten."""

import uuid
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from sluss.api.fields import Strict, Text, body_of
from sluss.api.operation import operation
from sluss.api.pagination import page_of, parameters_of
from sluss.api.preconditions import require_match, tagged
from tenants.api.resources.common import Person, Resource, SinceParameters, as_form, checked, choices, lock, person
from tenants.api.scopes import Scope
from tenants.benefits.forms import ReadingForm
from tenants.benefits.measure import enter_value
from tenants.benefits.measured import Measured, measured
from tenants.benefits.models import Benefit, Ground, Kind, Measurement, Point
from tenants.ideas.access import visible_to
from tenants.ideas.models import Idea

PLAIN = ("key", "kind", "name", "unit", "more_is_better", "how", "target", "in_use_from", "revision", "created_at")
VALUE = ("point", "value", "numerator", "denominator", "ground", "how", "measured_on", "recorded_at")
AMOUNT = {"max_digits": 14, "decimal_places": 2}


class ValueShape(serializers.Serializer):
    """What stands at a point. Amounts are written as text, so that no decimal is lost on the way."""

    point = choices(Point)
    value = serializers.DecimalField(**AMOUNT)
    numerator = serializers.DecimalField(**AMOUNT, allow_null=True)
    denominator = serializers.DecimalField(**AMOUNT, allow_null=True)
    ground = choices(Ground)
    how = serializers.CharField()
    measured_on = serializers.DateField()
    recorded_at = serializers.DateTimeField()


class BenefitShape(serializers.Serializer):
    key = serializers.UUIDField()
    idea = serializers.UUIDField()
    registry_number = serializers.CharField()
    kind = choices(Kind)
    name = serializers.CharField()
    unit = serializers.CharField()
    more_is_better = serializers.BooleanField()
    how = serializers.CharField()
    target = serializers.DecimalField(**AMOUNT, allow_null=True)
    in_use_from = serializers.DateField(allow_null=True)
    revision = serializers.IntegerField()
    created_at = serializers.DateTimeField()
    receiving_owner = Person(allow_null=True)
    realised = serializers.DecimalField(**AMOUNT, allow_null=True, help_text="How much better it is, in the unit.")
    proven = serializers.BooleanField()
    measurements = ValueShape(many=True)


class BenefitParameters(SinceParameters):
    kind = choices(Kind, required=False)
    unit = serializers.IntegerField(min_value=1, max_value=2**53, required=False)
    idea = serializers.UUIDField(required=False)


class ValueSent(Strict):
    """The value, or both numbers of a share. Where a value stands already this one corrects it."""

    point = choices(Point)
    value = serializers.DecimalField(**AMOUNT, min_value=0, required=False, allow_null=True)
    numerator = serializers.DecimalField(**AMOUNT, min_value=0, required=False, allow_null=True)
    denominator = serializers.DecimalField(**AMOUNT, min_value=0, required=False, allow_null=True)
    ground = choices(Ground)
    how = Text(max_length=2000)
    measured_on = serializers.DateField()


STANDS = {
    "point": "baseline",
    "value": "31.00",
    "numerator": None,
    "denominator": None,
    "ground": "measured",
    "how": "Vägt i fyra kök under två veckor.",
    "measured_on": "2026-09-18",
    "recorded_at": "2026-09-21T08:00:00+02:00",
}
EXAMPLE: dict[str, Any] = {
    "key": "d4c3b2a1-0f9e-4d8c-9b7a-6f5e4d3c2b1a",
    "idea": "5f0f5f0a-0c3b-4b63-9d0c-2f2e0c8f5a11",
    "registry_number": "KS 2026/0412",
    "kind": "environment",
    "name": "Matsvinn per portion",
    "unit": "gram",
    "more_is_better": False,
    "how": "Vägs varje dag i köket.",
    "target": "15.00",
    "in_use_from": "2026-10-01",
    "revision": 1,
    "created_at": "2026-09-14T10:00:00+02:00",
    "receiving_owner": {"key": "3a9b7f4e-0d56-4a0c-8d3f-5f2f7a8b9c01", "name": "Karin Ek"},
    "realised": None,
    "proven": False,
    "measurements": [STANDS],
}
SENT = {name: STANDS[name] for name in ("point", "value", "ground", "how", "measured_on")}


class Benefits(Resource):
    @operation(
        name="benefits_list",
        tag="benefits",
        scope=Scope.BENEFITS_READ,
        summary="Benefits with what was measured, newest first",
        answer=BenefitShape,
        parameters=BenefitParameters,
        example=EXAMPLE,
    )
    def get(self, request: Request) -> Response:
        chosen = parameters_of(request, BenefitParameters)
        rows, following = page_of(request, _narrowed(_seen(request), chosen), chosen)
        return tagged(request, {"results": [_row(one) for one in measured(rows)], "next": following})


class OneBenefit(Resource):
    @operation(
        name="benefits_read",
        tag="benefits",
        scope=Scope.BENEFITS_READ,
        summary="One benefit",
        answer=BenefitShape,
        example=EXAMPLE,
    )
    def get(self, request: Request, key: uuid.UUID) -> Response:
        return tagged(request, _whole(request, key))


class BenefitMeasurements(Resource):
    @operation(
        name="benefits_measure",
        tag="benefits",
        scope=Scope.BENEFITS_WRITE,
        summary="Enter what was measured at a point, or correct it",
        about="If-Match takes the ETag of the benefit. A correction is a new value; the one before is kept.",
        body=ValueSent,
        answer=BenefitShape,
        changes=True,
        sent=SENT,
        example=EXAMPLE,
    )
    @transaction.atomic
    def post(self, request: Request, key: uuid.UUID) -> Response:
        benefit = _seen(request).filter(key=key).first()
        if benefit is None:
            raise Http404
        lock(Idea.objects.all(), pks=[benefit.idea_id])
        require_match(request, _whole(request, key))
        sent = body_of(request, ValueSent)
        point = Point(sent.pop("point"))
        stands = Measurement.objects.filter(benefit=benefit, point=point, corrected_by=None).first()
        reading = checked(ReadingForm(as_form(sent))).reading()
        enter_value(benefit, point=point, reading=reading, saw=stands.pk if stands else 0, actor=request.user)
        return tagged(request, _whole(request, key))


def _seen(request: Request) -> QuerySet[Benefit]:
    return Benefit.objects.filter(idea__in=visible_to(request.user)).select_related("idea", "receiving_owner")


def _narrowed(benefits: QuerySet[Benefit], chosen: dict[str, Any]) -> QuerySet[Benefit]:
    names = {"kind": "kind", "unit": "idea__unit_id", "idea": "idea__key"}
    benefits = benefits.filter(**{column: chosen[name] for name, column in names.items() if name in chosen})
    if since := chosen.get("updated_since"):
        values = Exists(Measurement.objects.filter(benefit=OuterRef("pk"), recorded_at__gte=since))
        benefits = benefits.filter(Q(created_at__gte=since) | values)
    for word in chosen.get("q", "").split()[:8]:
        benefits = benefits.filter(
            Q(name__icontains=word) | Q(idea__title__icontains=word) | Q(idea__registry_number__icontains=word)
        )
    return benefits


def _row(one: Measured) -> dict[str, Any]:
    benefit = one.benefit
    facts = {name: getattr(benefit, name) for name in PLAIN}
    values = [{name: getattr(one.readings[p], name) for name in VALUE} for p in Point if p in one.readings]
    return facts | {
        "idea": benefit.idea.key,
        "registry_number": benefit.idea.registry_number,
        "receiving_owner": person(benefit.receiving_owner),
        "realised": one.realised,
        "proven": one.is_proven,
        "measurements": values,
    }


def _whole(request: Request, key: uuid.UUID) -> dict[str, Any]:
    found = measured(_seen(request).filter(key=key))
    if not found:
        raise Http404
    return _row(found[0])

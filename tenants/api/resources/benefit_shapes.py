"""What benefits look like outside, and what may be sent about them."""

from typing import Any

from rest_framework import serializers

from sluss.api.fields import Line, Strict, Text
from tenants.api.resources.common import MemberKey, Person, SinceParameters, choices
from tenants.benefits.models import Ground, Kind, Point


class Amount(serializers.DecimalField):
    """Written as text, so that no decimal is lost on the way."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_digits=14, decimal_places=2, **kwargs)


class ValueShape(serializers.Serializer):
    """What stands at a point. Amounts are written as text, so that no decimal is lost on the way."""

    point = choices(Point)
    value = Amount()
    numerator = Amount(allow_null=True)
    denominator = Amount(allow_null=True)
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
    target = Amount(allow_null=True)
    in_use_from = serializers.DateField(allow_null=True)
    revision = serializers.IntegerField()
    created_at = serializers.DateTimeField()
    receiving_owner = Person(allow_null=True)
    realised = Amount(allow_null=True, help_text="How much better it is, in the unit.")
    proven = serializers.BooleanField()
    measurements = ValueShape(many=True)


class BenefitParameters(SinceParameters):
    kind = choices(Kind, required=False)
    unit = serializers.IntegerField(min_value=1, max_value=2**53, required=False)
    idea = serializers.UUIDField(required=False)


class BenefitTexts(Strict):
    """The fields left out stay as they are."""

    kind = choices(Kind, required=False)
    name = Line(max_length=160, required=False)
    unit = Line(
        max_length=40,
        required=False,
        allow_blank=True,
        help_text="Of quality and environment. Money is kronor a year, freed time hours a year, a share per cent (%).",
    )
    more_is_better = serializers.BooleanField(required=False)
    how = Text(max_length=2000, required=False, allow_blank=True)
    target = Amount(min_value=0, required=False, allow_null=True)
    receiving_owner = MemberKey(required=False, allow_null=True)
    in_use_from = serializers.DateField(required=False, allow_null=True)


class BenefitSent(BenefitTexts):
    idea = serializers.UUIDField()
    kind = choices(Kind)
    name = Line(max_length=160)


class ValueSent(Strict):
    """The value, or both numbers of a share. Where a value stands already this one corrects it."""

    point = choices(Point)
    value = Amount(min_value=0, required=False, allow_null=True)
    numerator = Amount(min_value=0, required=False, allow_null=True)
    denominator = Amount(min_value=0, required=False, allow_null=True)
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
BENEFIT_SENT = {name: EXAMPLE[name] for name in ("idea", "kind", "name", "unit", "more_is_better", "how", "target")}

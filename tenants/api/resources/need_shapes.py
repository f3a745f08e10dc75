"""What needs look like outside, and what may be sent about them."""

from typing import Any

from rest_framework import serializers

from sluss.api.fields import Line, Strict, Text
from tenants.api.resources.common import KeepNumbers, MemberKey, Person, Place, SinceParameters, UnitId, choices
from tenants.ideas.models import Source
from tenants.needs.forms import REASONS
from tenants.needs.models import Frequency, Status


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


class NeedWhole(NeedShape):
    ideas = serializers.ListField(
        child=serializers.UUIDField(), help_text="Those linked to it that the integration may see, by key."
    )


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
    keep_numbers = KeepNumbers()


class NeedSent(NeedTexts):
    """`heard_on` is today where it is left out."""

    title = Line()
    source = choices(Source)


class EndSent(Strict):
    how = serializers.ChoiceField(choices=["met", *(value for value, _label in REASONS)], help_text="Met, or why not.")
    ending = Text(max_length=2000)


class LinkSent(Strict):
    idea = serializers.UUIDField()


EXAMPLE: dict[str, Any] = {
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
WHOLE = EXAMPLE | {"ideas": ["5f0f5f0a-0c3b-4b63-9d0c-2f2e0c8f5a11"]}

"""What challenges look like outside, and what may be sent about them."""

from typing import Any

from rest_framework import serializers

from sluss.api.fields import Line, Strict, Text
from tenants.api.resources.common import MemberKey, Person, SinceParameters, UnitId, choices
from tenants.challenges.forms import LONGEST_TEXT, MOST_CRITERIA
from tenants.challenges.models import Audience, Status, Visibility

STEPS = ("announce", "open", "close", "cancel")


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


class ChallengeWhole(ChallengeShape):
    units = serializers.ListField(child=serializers.IntegerField(), help_text="Those it is put to, by number.")


class ChallengeParameters(SinceParameters):
    status = choices(Status, required=False)
    audience = choices(Audience, required=False)


class ChallengeTexts(Strict):
    """The fields left out stay as they are."""

    title = Line(required=False)
    why_now = Text(required=False, allow_blank=True, max_length=LONGEST_TEXT)
    affected = Text(required=False, allow_blank=True, max_length=LONGEST_TEXT)
    criteria = serializers.ListField(child=Line(), max_length=MOST_CRITERIA, required=False)
    owner = MemberKey(required=False)
    audience = choices(Audience, required=False)
    units = serializers.ListField(child=UnitId(), max_length=200, required=False)
    visibility = choices(Visibility, required=False)
    opens_on = serializers.DateField(required=False, allow_null=True)
    closes_on = serializers.DateField(required=False, allow_null=True)


class ChallengeSent(ChallengeTexts):
    """It is put to the employees and read inside the municipality unless you say otherwise."""

    title = Line()
    owner = MemberKey()


class AnswerSent(Strict):
    idea = serializers.UUIDField()


class ReportShape(serializers.Serializer):
    came_in = serializers.CharField()
    taken_on = serializers.CharField()
    learned = serializers.CharField()
    revision = serializers.IntegerField()
    told_at = serializers.DateTimeField(allow_null=True, help_text="When those who answered were told.")


class ReportSent(Strict):
    came_in = Text(max_length=LONGEST_TEXT)
    taken_on = Text(max_length=LONGEST_TEXT)
    learned = Text(max_length=LONGEST_TEXT)


class StepSent(Strict):
    step = serializers.ChoiceField(choices=STEPS)
    reason = Text(max_length=2000, required=False, allow_blank=True, help_text="Needed to cancel.")


EXAMPLE: dict[str, Any] = {
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
WHOLE = EXAMPLE | {"units": []}
REPORT_SENT = {
    "came_in": "Fjorton idéer, de flesta från köken själva.",
    "taken_on": "Två prövas i höst. De andra kräver nya ugnar.",
    "learned": "Det mesta svinnet uppstår innan maten når tallriken.",
}
REPORT: dict[str, Any] = REPORT_SENT | {"revision": 1, "told_at": None}

"""What learnings and their drafts look like outside, and what may be sent about them."""

from typing import Any

from rest_framework import serializers

from sluss.api.fields import Line, Strict, Text
from sluss.api.pagination import PageParameters
from sluss.workflow.phases import Phase
from tenants.api.resources.common import Person, SinceParameters, choices
from tenants.learnings.forms import LONGEST_TAG
from tenants.learnings.models import MOST_KRONOR, Occasion, Visibility
from tenants.learnings.write import MOST_TAGS


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
    supersedes = serializers.UUIDField(allow_null=True)


class LearningParameters(SinceParameters):
    phase = choices(Phase, required=False)
    unit = serializers.IntegerField(min_value=1, max_value=2**53, required=False)
    idea = serializers.UUIDField(required=False)


class DraftParameters(PageParameters):
    idea = serializers.UUIDField(required=False)


class DraftTexts(Strict):
    """The fields left out stay as they are."""

    occasion = choices(Occasion, required=False)
    assumption = Text(required=False)
    learned = Text(required=False)
    evidence = Text(required=False, allow_blank=True)
    helps = Text(max_length=1000, required=False, allow_blank=True)
    cost_saved = serializers.IntegerField(min_value=0, max_value=MOST_KRONOR, required=False, allow_null=True)
    cost_basis = Text(max_length=1000, required=False, allow_blank=True)
    tags = serializers.ListField(child=Line(max_length=LONGEST_TAG), max_length=MOST_TAGS, required=False)
    visibility = choices(Visibility, required=False)


class DraftSent(DraftTexts):
    """The municipality reads it once it is signed unless you say otherwise."""

    idea = serializers.UUIDField()
    occasion = choices(Occasion)
    assumption = Text()
    learned = Text()
    supersedes = serializers.UUIDField(
        required=False, help_text="The signed learning of the same idea whose place it shall take."
    )


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
DRAFT = {
    **SENT,
    **BESIDES,
    "id": 4,
    "revision": 1,
    "written_by": MARIA,
    "written_at": "2026-11-12T09:00:00+01:00",
    "supersedes": None,
}
EXAMPLE = {
    **SENT,
    **BESIDES,
    "key": "a0b1c2d3-e4f5-4a6b-8c7d-9e0f1a2b3c4d",
    "phase": "test",
    "signed_by": MARIA,
    "signed_at": "2026-11-13T10:00:00+01:00",
    "supersedes": None,
}

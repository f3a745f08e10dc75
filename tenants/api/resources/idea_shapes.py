"""What ideas look like outside, and what may be sent about them."""

from typing import Any

from rest_framework import serializers

from sluss.api.fields import Line, Strict, Text
from sluss.workflow.phases import Phase
from tenants.api.resources.common import KeepNumbers, MemberKey, Person, Place, SinceParameters, UnitId, choices
from tenants.ideas.answer import Door
from tenants.ideas.models import Frequency, Kind, Secrecy, Source, Status, Visibility
from tenants.ideas.transitions import InboxOutcome


class StageShape(serializers.Serializer):
    """A chamber of the municipality's own model, and the canonical phase that it belongs to."""

    id = serializers.IntegerField()
    name_sv = serializers.CharField()
    name_en = serializers.CharField()
    phase = choices(Phase)


class IdeaShape(serializers.Serializer):
    key = serializers.UUIDField()
    registry_number = serializers.CharField()
    kind = choices(Kind)
    title = serializers.CharField()
    text = serializers.CharField()
    for_whom = serializers.CharField()
    why_now = serializers.CharField()
    revision = serializers.IntegerField()
    source = choices(Source)
    external_id = serializers.CharField()
    received_at = serializers.DateTimeField()
    status = choices(Status)
    stage = StageShape(allow_null=True)
    furthest_phase = choices(Phase)
    entered_stage_at = serializers.DateTimeField()
    promised_on = serializers.DateField(allow_null=True)
    secrecy = choices(Secrecy)
    visibility = choices(Visibility)
    unit = Place(allow_null=True)
    coach = Person(allow_null=True)


class BearerShape(serializers.Serializer):
    """A member by name. Of somebody outside, name and how to reach them are told to keys with contacts:read alone."""

    member = Person(allow_null=True)
    name = serializers.CharField(required=False)
    email = serializers.CharField(required=False)
    phone = serializers.CharField(required=False)


class IdeaWhole(IdeaShape):
    bearers = BearerShape(many=True)
    latest_event = serializers.IntegerField(help_text="Rises with everything that happens to the idea.")


class IdeaParameters(SinceParameters):
    status = choices(Status, required=False)
    phase = choices(Phase, required=False)
    source = choices(Source, required=False)
    unit = serializers.IntegerField(min_value=1, max_value=2**53, required=False)


class ResidentSent(Strict):
    """Somebody outside who bears the idea and gets its letters."""

    name = Line(max_length=120, required=False, allow_blank=True)
    email = serializers.EmailField(required=False, max_length=254)
    phone = Line(max_length=40, required=False, allow_blank=True)
    language = serializers.ChoiceField(choices=["sv", "en"], required=False)


class IdeaSent(Strict):
    title = Line()
    text = Text(required=False, allow_blank=True)
    for_whom = Text(max_length=2000, required=False, allow_blank=True)
    why_now = Text(max_length=2000, required=False, allow_blank=True)
    kind = choices(Kind, required=False)
    source = choices(Source, help_text="Who or what it came from.")
    external_id = Line(max_length=120, required=False, allow_blank=True, help_text="What your system calls it.")
    unit = UnitId(required=False, allow_null=True)
    bearer = ResidentSent(required=False)
    keep_numbers = KeepNumbers()


class IdeaTexts(Strict):
    """The fields left out stay as they are."""

    title = Line(required=False)
    text = Text(required=False, allow_blank=True)
    for_whom = Text(max_length=2000, required=False, allow_blank=True)
    why_now = Text(max_length=2000, required=False, allow_blank=True)
    keep_numbers = KeepNumbers()


class CoachSent(Strict):
    coach = MemberKey()


class SecrecySent(Strict):
    secrecy = choices(Secrecy)


class TriageSent(Strict):
    """One of the eight outcomes, with what that outcome needs, as on the screen."""

    outcome = choices(InboxOutcome)
    message = Text(help_text="Goes out to the bearers word for word.")
    coach = MemberKey(required=False, help_text="Where it is taken in.")
    target = Line(required=False, help_text="Where it is connected: the registry number of what exists.")
    to_whom = Line(required=False, help_text="Where it is referred.")
    door = choices(Door, required=False)
    handed_to = Line(required=False, help_text="Where it came through the wrong door.")
    reference = Line(max_length=120, required=False, allow_blank=True)
    need_title = Line(required=False, allow_blank=True)
    need_who = Text(max_length=2000, required=False, allow_blank=True)
    need_situation = Text(required=False, allow_blank=True)
    need_frequency = choices(Frequency, required=False)
    under_a_day = serializers.BooleanField(required=False)
    under_5000 = serializers.BooleanField(required=False)
    no_risk = serializers.BooleanField(required=False)
    yes_by = MemberKey(required=False, help_text="Where it is done straight away: who said yes.")
    unit = UnitId(required=False)


EXAMPLE: dict[str, Any] = {
    "key": "5f0f5f0a-0c3b-4b63-9d0c-2f2e0c8f5a11",
    "registry_number": "KS 2026/0412",
    "kind": "idea",
    "title": "Låna hem verktyg från fritidsbanken",
    "text": "Många lagar hellre än köper nytt, om det finns något att laga med.",
    "for_whom": "Den som bor trångt och saknar förråd.",
    "why_now": "",
    "revision": 1,
    "source": "employee",
    "external_id": "",
    "received_at": "2026-11-02T08:15:00+01:00",
    "status": "active",
    "stage": {"id": 2, "name_sv": "Behov", "name_en": "Need", "phase": "understand"},
    "furthest_phase": "understand",
    "entered_stage_at": "2026-11-04T10:00:00+01:00",
    "promised_on": "2026-11-18",
    "secrecy": "none",
    "visibility": "municipality",
    "unit": {"id": 7, "name": "Kultur och fritid"},
    "coach": {"key": "0b7c8a53-31d8-4b0e-a2be-0f1d7a6f6f10", "name": "Maria Lindgren"},
}
WHOLE = EXAMPLE | {
    "bearers": [{"member": {"key": "7a1d1f0e-8a3f-4a53-b0a3-86ac2a4f0b7d", "name": "Ali Nasser"}}],
    "latest_event": 5120,
}
SENT = {"title": EXAMPLE["title"], "text": EXAMPLE["text"], "source": "survey", "external_id": "enkat-2026-17"}

"""What decisions, conditions and held proposals look like outside, and what may be sent about them."""

from typing import Any

from rest_framework import serializers

from sluss.api.fields import Line, Strict, Text
from tenants.api.resources.common import MemberKey, Person, SinceParameters, choices
from tenants.decisions.models import REFERENCE_LENGTH, Basis, Outcome
from tenants.pipeline.models import Criterion


class DecisionShape(serializers.Serializer):
    key = serializers.UUIDField()
    idea = serializers.UUIDField()
    registry_number = serializers.CharField()
    stage_sv = serializers.CharField()
    stage_en = serializers.CharField()
    outcome = choices(Outcome)
    reasons = serializers.CharField()
    basis = choices(Basis)
    basis_reference = serializers.CharField()
    decided_by = serializers.CharField(help_text="The committee or the person, as others may see them.")
    dissent = serializers.CharField()
    idea_revision = serializers.IntegerField()
    evidence_digest = serializers.CharField()
    decided_at = serializers.DateTimeField()
    corrects = serializers.UUIDField(allow_null=True)


class DecisionParameters(SinceParameters):
    outcome = choices(Outcome, required=False)
    unit = serializers.IntegerField(min_value=1, max_value=2**53, required=False)


class ConditionShape(serializers.Serializer):
    code = serializers.CharField()
    kind = choices(Criterion.Kind)
    text_sv = serializers.CharField()
    text_en = serializers.CharField()
    minimum = serializers.IntegerField(allow_null=True)
    maximum = serializers.IntegerField(allow_null=True)
    met = serializers.BooleanField()
    missing = serializers.CharField(help_text="What is missing, in words; empty where it is met.")
    evidence = serializers.CharField()
    confirmed = serializers.BooleanField()
    number = serializers.IntegerField(allow_null=True)
    member = Person(allow_null=True)


class ProposalShape(serializers.Serializer):
    outcome = choices(Outcome)
    reasons = serializers.CharField()
    basis = choices(Basis)
    basis_reference = serializers.CharField()
    protocol_on = serializers.DateField(allow_null=True)
    dissent = serializers.CharField()
    assumption = serializers.CharField()
    learned = serializers.CharField()
    cost_saved = serializers.IntegerField(allow_null=True)
    revision = serializers.IntegerField()
    presenter = Person()
    prepared_by = Person()
    prepared_at = serializers.DateTimeField()


class GateShape(serializers.Serializer):
    idea = serializers.UUIDField()
    gate = serializers.IntegerField()
    stage_sv = serializers.CharField()
    stage_en = serializers.CharField()
    decided_by = serializers.CharField()
    conditions = ConditionShape(many=True)
    proposal = ProposalShape(allow_null=True)


class ConditionAnswerSent(Strict):
    """What is left out stays as it is."""

    code = serializers.SlugField(max_length=40)
    confirmed = serializers.BooleanField(required=False)
    evidence = Text(max_length=5000, required=False, allow_blank=True)
    number = serializers.IntegerField(min_value=0, max_value=2_000_000_000, required=False, allow_null=True)
    member = MemberKey(required=False, allow_null=True)


class AnswersSent(Strict):
    answers = ConditionAnswerSent(many=True)


class ProposalSent(Strict):
    outcome = choices(Outcome)
    reasons = Text()
    basis = choices(Basis)
    basis_reference = Line(max_length=REFERENCE_LENGTH, required=False, allow_blank=True)
    delegation = serializers.IntegerField(min_value=1, max_value=2**53, required=False, allow_null=True)
    protocol_on = serializers.DateField(required=False, allow_null=True)
    presenter = MemberKey()
    participants = serializers.ListField(child=MemberKey(), max_length=50, required=False)
    dissent = Text(required=False, allow_blank=True)
    dissenters = serializers.ListField(child=MemberKey(), max_length=50, required=False)
    assumption = Text(required=False, allow_blank=True)
    learned = Text(required=False, allow_blank=True)
    cost_saved = serializers.IntegerField(min_value=0, max_value=2_000_000_000, required=False, allow_null=True)


MARIA = {"key": "0b7c8a53-31d8-4b0e-a2be-0f1d7a6f6f10", "name": "Maria Lindgren"}
EXAMPLE: dict[str, Any] = {
    "key": "e1f2a3b4-5c6d-4e7f-8a9b-0c1d2e3f4a5b",
    "idea": "5f0f5f0a-0c3b-4b63-9d0c-2f2e0c8f5a11",
    "registry_number": "KS 2026/0412",
    "stage_sv": "Behov",
    "stage_en": "Need",
    "outcome": "proceed",
    "reasons": "Behovet är belagt av elva samtal och två enkätsvar.",
    "basis": "delegation",
    "basis_reference": "4.2 Prövning av idéer",
    "decided_by": "Karin Ek",
    "dissent": "",
    "idea_revision": 1,
    "evidence_digest": "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
    "decided_at": "2026-11-12T13:00:00+01:00",
    "corrects": None,
}
CONDITION: dict[str, Any] = {
    "code": "need-confirmed",
    "kind": "confirmed",
    "text_sv": "Behovet är bekräftat av dem som har det",
    "text_en": "The need is confirmed by those who have it",
    "minimum": None,
    "maximum": None,
    "met": True,
    "missing": "",
    "evidence": "Elva samtal sedan i våras.",
    "confirmed": True,
    "number": None,
    "member": None,
}
GATE: dict[str, Any] = {
    "idea": EXAMPLE["idea"],
    "gate": 2,
    "stage_sv": "Behov",
    "stage_en": "Need",
    "decided_by": "chef",
    "conditions": [CONDITION],
    "proposal": None,
}
PROPOSAL_SENT = {
    "outcome": "proceed",
    "reasons": EXAMPLE["reasons"],
    "basis": "delegation",
    "basis_reference": EXAMPLE["basis_reference"],
    "presenter": MARIA["key"],
}
PROPOSAL: dict[str, Any] = {
    **{name: EXAMPLE[name] for name in ("outcome", "reasons", "basis", "basis_reference", "dissent")},
    "protocol_on": None,
    "assumption": "",
    "learned": "",
    "cost_saved": None,
    "revision": 1,
    "presenter": MARIA,
    "prepared_by": MARIA,
    "prepared_at": "2026-11-11T09:00:00+01:00",
}

"""The region's view of the pipeline: pseudonymous facts, one row an idea. No text, no person. Public schema."""

from typing import ClassVar

from django.db import models

from sluss.registry.models import Municipality
from sluss.workflow.phases import Phase


class IdeaFact(models.Model):
    """Door: facts. What a municipality's outbox last said about an idea, known here by an opaque key only."""

    door = "facts"

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="facts")
    idea_key = models.UUIDField()
    version = models.BigIntegerField()
    phase = models.CharField(max_length=10, choices=Phase)
    furthest_phase = models.CharField(max_length=10, choices=Phase)
    status = models.CharField(max_length=12)
    source = models.CharField(max_length=15)
    received_on = models.DateField()
    entered_phase_on = models.DateField()
    promised_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["municipality", "idea_key"], name="one_fact_an_idea")]
        indexes: ClassVar = [models.Index(fields=["municipality", "furthest_phase", "phase"], name="facts_funnel")]

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.idea_key}"

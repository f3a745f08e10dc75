"""The region's view of the pipeline: pseudonymous facts, one row an idea. No text, no person. Public schema."""

from typing import ClassVar

from django.db import models

from sluss.registry.models import Municipality
from sluss.workflow.phases import Phase

NO_WORDS = {"phase": "", "furthest_phase": "", "status": "", "source": ""}
NO_DAYS = {"received_on": None, "entered_phase_on": None, "promised_on": None, "answered_on": None}
# What is left of an idea that is no more, besides its key and version.
GONE_FACT = {"gone": True, **NO_WORDS, **NO_DAYS}


class IdeaFact(models.Model):
    """Door: facts. What a municipality's outbox last said about an idea, known here by an opaque key only.

    An idea that is `gone` leaves nothing but its key and version, so that a fact that comes late cannot bring it back.
    """

    door = "facts"

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="facts")
    idea_key = models.UUIDField()
    version = models.BigIntegerField()
    gone = models.BooleanField(default=False)
    phase = models.CharField(max_length=10, choices=Phase, blank=True)
    furthest_phase = models.CharField(max_length=10, choices=Phase, blank=True)
    status = models.CharField(max_length=12, blank=True)
    source = models.CharField(max_length=15, blank=True)
    received_on = models.DateField(null=True)
    entered_phase_on = models.DateField(null=True)
    promised_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "idea_key"], name="one_fact_an_idea"),
            models.CheckConstraint(
                name="gone_facts_say_nothing",
                condition=models.Q(**GONE_FACT)
                | models.Q(
                    gone=False, phase__in=Phase.values, furthest_phase__in=Phase.values, received_on__isnull=False
                )
                & models.Q(entered_phase_on__isnull=False)
                & ~models.Q(status="")
                & ~models.Q(source=""),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["municipality", "furthest_phase", "phase"], name="facts_funnel")]

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.idea_key}"

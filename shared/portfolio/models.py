"""The region's view of the pipeline: pseudonymous facts about ideas. No text, no person. Public schema."""

from typing import ClassVar

from django.db import models

from sluss.accounts.models import Account
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


class PhaseStay(models.Model):
    """Door: facts. A stretch of an idea's way: in which phase, from when to when, and what was promised at its start.

    The stretches of an idea follow on each other. A question to the bearer and a decision to wait each begin a new one
    in the same phase, without a promise: nobody at the municipality is awaited then.
    """

    door = "facts"

    fact = models.ForeignKey(IdeaFact, on_delete=models.CASCADE, related_name="stays")
    number = models.PositiveSmallIntegerField()
    phase = models.CharField(max_length=10, choices=Phase)
    entered_on = models.DateField()
    left_on = models.DateField(null=True)
    promised_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["fact", "number"], name="one_stay_a_number"),
            models.CheckConstraint(
                name="stay_ends_after_it_begins",
                condition=models.Q(left_on__isnull=True) | models.Q(left_on__gte=models.F("entered_on")),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["entered_on"], name="stays_entered")]

    def __str__(self) -> str:
        return f"{self.fact_id} {self.number} {self.phase}"


class FactStamp(models.Model):
    """Door: facts. A mark that is drawn anew whenever the municipality's facts change (stamp.py)."""

    door = "facts"

    municipality = models.OneToOneField(
        Municipality, on_delete=models.CASCADE, primary_key=True, related_name="fact_stamp"
    )
    mark = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.mark}"


class OverviewVisit(models.Model):
    """Door: acts. On which days an analyst was last here, so that the overview can say what happened since."""

    door = "acts"

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="+")
    latest_on = models.DateField()
    before_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.account_id} {self.latest_on}"

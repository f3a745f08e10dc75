"""How ideas belong together: merged into one, kept side by side under a heading, or looked at and found unlike."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.ideas.models import Idea
from tenants.people.models import Member


class Merge(models.Model):
    """One idea goes on in another. What undoing needs stands here: where the idea stood, and which bearers of the
    other one came with it."""

    source = models.ForeignKey(Idea, on_delete=models.PROTECT, related_name="merges")
    target = models.ForeignKey(Idea, on_delete=models.PROTECT, related_name="merged_here")
    merged_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    merged_at = models.DateTimeField()
    status_before = models.CharField(max_length=12)
    promised_before = models.DateField(null=True)
    credited = models.JSONField(default=list)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["source"], condition=models.Q(undone_at__isnull=True), name="merged_into_one_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.source_id} → {self.target_id}"


class Bundle(models.Model):
    """Ideas kept as they are under one heading. The lead is the one that the others are read beside."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    heading = models.CharField(_("heading"), max_length=200)
    lead = models.ForeignKey(Idea, on_delete=models.PROTECT, related_name="+")
    created_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    dissolved_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.heading


class BundledIdea(models.Model):
    """An idea's place in a bundle: in one at a time, and rows of earlier ones stay."""

    bundle = models.ForeignKey(Bundle, on_delete=models.PROTECT, related_name="places")
    idea = models.ForeignKey(Idea, on_delete=models.PROTECT, related_name="places")
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["idea"], condition=models.Q(left_at__isnull=True), name="in_one_bundle_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.bundle_id}: {self.idea_id}"


class Dismissal(models.Model):
    """Somebody has looked at both and found them unlike: neither is suggested to the other again. `low` has the lower
    key."""

    low = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="+")
    high = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="+")
    dismissed_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    dismissed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["low", "high"], name="dismissed_once"),
            models.CheckConstraint(condition=models.Q(low__lt=models.F("high")), name="dismissed_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.low_id} ≠ {self.high_id}"

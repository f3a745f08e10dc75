"""Panels: people who have offered to take part."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import pgettext_lazy

from tenants.people.models import Member


class PanelStatus(models.TextChoices):
    OPEN = "open", pgettext_lazy("panel", "open to join")
    CLOSED = "closed", pgettext_lazy("panel", "closed")


class ResidentPanel(models.Model):
    """People who have offered to take part. `key` is its public address. `keep_months` counts from when it closed."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=120)
    purpose = models.TextField()
    how_to_join = models.TextField(blank=True)
    owner = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    keep_months = models.PositiveSmallIntegerField(default=6)
    status = models.CharField(max_length=6, choices=PanelStatus, default=PanelStatus.OPEN)
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("name", "id")

    def __str__(self) -> str:
        return self.name


class Consent(models.Model):
    """What those who join agree to, version by version. A text that somebody has agreed to is never rewritten."""

    append_only = True

    panel = models.ForeignKey(ResidentPanel, on_delete=models.PROTECT, related_name="consents")
    version = models.PositiveIntegerField()
    text = models.TextField()
    written_at = models.DateTimeField()

    class Meta:
        ordering = ("-version",)
        constraints: ClassVar = [models.UniqueConstraint(fields=["panel", "version"], name="one_consent_a_version")]

    def __str__(self) -> str:
        return f"{self.panel_id} v{self.version}"


class Panelist(models.Model):
    """Somebody in a panel, with the little that is needed to invite them. Leaving deletes the row."""

    panel = models.ForeignKey(ResidentPanel, on_delete=models.CASCADE, related_name="panelists")
    name = models.CharField(max_length=60)
    email = models.EmailField()
    language = models.CharField(max_length=2, default="sv")
    wishes = models.TextField(blank=True)
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("asked_at", "id")
        constraints: ClassVar = [models.UniqueConstraint("panel", Lower("email"), name="joins_once")]
        indexes: ClassVar = [
            models.Index(fields=["asked_at"], condition=models.Q(confirmed_at=None), name="joins_open")
        ]

    def __str__(self) -> str:
        return str(self.panel_id)

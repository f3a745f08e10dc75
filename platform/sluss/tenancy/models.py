"""What tenancy keeps in the public schema: the template's SQL and what the region sends a municipality."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from sluss.registry.models import Municipality


class SchemaTemplate(models.Model):
    """A schema as SQL text, by the fingerprint of the migrations and first content that it was made of."""

    fingerprint = models.CharField(max_length=64, unique=True)
    sql = models.TextField()

    def __str__(self) -> str:
        return self.fingerprint[:12]


class RegionalMessage(models.Model):
    """What the region tells a municipality: the one door in. A job of the municipality applies it, once."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        APPLIED = "applied", _("applied")
        FAILED = "failed", _("failed")

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="messages")
    key = models.CharField(max_length=80)
    kind = models.CharField(max_length=40)
    version = models.PositiveIntegerField(default=1)
    payload = models.JSONField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    created_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "kind", "key", "version"], name="one_message_per_version")
        ]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "id"], condition=models.Q(state="waiting"), name="waiting_messages")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} v{self.version}"

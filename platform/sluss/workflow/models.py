"""The timeline: what happened to whom, when and by whom. Append-only; it holds keys and codes, never names or text."""

from typing import ClassVar

from django.db import models


class Event(models.Model):
    """One thing that happened. `subject` and `subject_id` say to what, `actor_id` which member did it."""

    append_only = True

    subject = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    kind = models.CharField(max_length=40)
    actor_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    data = models.JSONField(default=dict)

    class Meta:
        ordering = ("at", "id")
        indexes: ClassVar = [models.Index(fields=["subject", "subject_id", "at"], name="events_of_subject")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} {self.subject_id}"

"""What a municipality has decided to tell the region, until the relay has brought it there. One table per schema."""

from django.db import models


class OutboxEntry(models.Model):
    """A fact or publication on its way out, written in the transaction that made it true.

    `version` grows with every change of the same `kind` and `key`; the region keeps the greatest it has seen.
    """

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=80)
    version = models.BigIntegerField()
    payload = models.JSONField()
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        verbose_name_plural = "outbox entries"

    def __str__(self) -> str:
        return f"{self.kind} {self.key} v{self.version}"

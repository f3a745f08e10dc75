"""What a municipality decides about its own sluice, beside colours, name and logo (sluss.tenancy.face)."""

from typing import ClassVar

from django.db import models


class SluiceSettings(models.Model):
    """One row a municipality, with key 1. Empty texts mean the product's own."""

    KEY = 1

    id = models.BigAutoField(primary_key=True)
    why_sv = models.TextField(blank=True)
    why_en = models.TextField(blank=True)
    # Of the first start: what became of each step ("done" or "skipped"), and when it was all over.
    steps = models.JSONField(default=dict)
    started_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(id=1), name="one_sluice_settings")]

    def __str__(self) -> str:
        return "settings"

    @classmethod
    def current(cls) -> "SluiceSettings":
        """The municipality's row; an unsaved one until something has been decided."""
        return cls.objects.filter(id=cls.KEY).first() or cls(id=cls.KEY)

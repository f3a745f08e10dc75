"""The municipality's accessibility statement, and the faults that people report."""

from typing import ClassVar

from django.db import models

from sluss.statement.models import Statement
from tenants.people.models import Member


class MunicipalStatement(Statement):
    """The statement of the municipality's site."""


class FaultReport(models.Model):
    """What somebody could not use. Nothing about the sender is kept but what they chose to write."""

    page = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    answer_to = models.CharField(max_length=200, blank=True)
    received_at = models.DateTimeField()
    handled_at = models.DateTimeField(null=True)
    handled_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-received_at", "-id")
        indexes: ClassVar = [
            models.Index(fields=["received_at"], condition=models.Q(handled_at=None), name="faults_waiting")
        ]

    def __str__(self) -> str:
        return self.text[:60]

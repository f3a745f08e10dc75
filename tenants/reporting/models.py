"""What has come in from the region."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class AppliedMessage(models.Model):
    """The mark that a message from the region has had its effect, written together with that effect."""

    append_only = True

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=80)
    version = models.PositiveIntegerField()
    applied_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "key", "version"], name="one_application_a_message")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} v{self.version}"


class Notice(models.Model):
    """What the federation or the operator wants the people of the municipality to know."""

    key = models.CharField(max_length=80, unique=True)
    version = models.PositiveIntegerField()
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("text"), max_length=2000)
    published_at = models.DateTimeField()
    shown_until = models.DateField(_("shown until"), null=True, blank=True)

    class Meta:
        ordering = ("-published_at", "-id")

    def __str__(self) -> str:
        return self.title

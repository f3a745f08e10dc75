"""What the municipalities show to everyone, gathered so that one can search in all of it. Public schema.

Nothing stands here that an anonymous visitor cannot read on a municipality's open pages at the same time.
"""

from typing import ClassVar

from django.db import models
from django.utils.translation import pgettext_lazy

from sluss.registry.models import Municipality
from sluss.similar.tables import models as tables

# What is left of a text that is open no more, besides its key and version.
GONE = {"gone": True, "kind": "", "title": "", "text": "", "path": "", "shown_since": None}


class OpenText(models.Model):
    """Door: publications. A text as a municipality's outbox last said that it is shown, and where.

    One that is `gone` leaves nothing but its key and version, so that what comes late cannot bring it back. The row's
    own number is drawn anew with each change, so that the index of the search sees by it what is new (receive.py).
    """

    door = "publications"

    class Kind(models.TextChoices):
        IDEA = "idea", pgettext_lazy("open text", "idea")
        LEARNING = "learning", pgettext_lazy("open text", "learning")
        CHALLENGE = "challenge", pgettext_lazy("open text", "challenge")

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    key = models.UUIDField()
    version = models.BigIntegerField()
    gone = models.BooleanField(default=False)
    kind = models.CharField(max_length=9, choices=Kind, blank=True)
    title = models.TextField(blank=True)
    text = models.TextField(blank=True)
    path = models.CharField(max_length=200, blank=True)
    shown_since = models.DateTimeField(null=True)
    taken_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "key"], name="one_open_text_a_key"),
            models.CheckConstraint(
                name="gone_texts_say_nothing",
                condition=models.Q(**GONE)
                | models.Q(
                    gone=False,
                    kind__in=("idea", "learning", "challenge"),
                    shown_since__isnull=False,
                    path__startswith="/",
                ),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-shown_since", "-id"], condition=models.Q(gone=False), name="open_texts_newest")
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.key}"


class Weighing(tables.Weighing):
    """Door: publications. The vector of an open text."""

    door = "publications"

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["subject", "subject_id"], name="one_open_weighing")]
        indexes: ClassVar = [models.Index(fields=["subject", "place"], name="open_weighing_by_place")]


class Column(tables.Column):
    """Door: publications. One bit of the signatures of the open texts."""

    door = "publications"

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["subject", "bit"], name="one_open_column")]


class Corpus(tables.Corpus):
    """Door: publications. What has been counted of the open texts."""

    door = "publications"

"""What the search for what is like something looks in, kept beside the texts themselves.

Rows name what they are about by its kind and key and bear no foreign key: a text that is disposed of, or whose import
is undone, must not be held back by what was reckoned from it. What is gone is never shown, because every search ends
in a queryset of what there is and may be seen; weighing everything anew takes such rows away.
"""

from typing import Any, ClassVar

from django.db import models
from django.db.models.expressions import Combinable

from sluss.similar.signatures import BITS


class BitsField(models.Field):  # type: ignore[type-arg]
    """A signature: an int here, `bit(2048)` in the database, which counts the bits two of them share."""

    def db_type(self, connection: Any) -> str:
        return f"bit({BITS})"

    def get_prep_value(self, value: Any) -> Any:
        if value is None or isinstance(value, Combinable):
            return value
        return format(value, f"0{BITS}b")


class About(models.Model):
    """What a row is about: the `subject` of its events, as "idea", and its key."""

    subject = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.subject} {self.subject_id}"


class Signature(About):
    """Narrow rows: every search reads them all. `event_id` is the newest event of the text that is reckoned with."""

    bits = BitsField()
    event_id = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["subject", "subject_id"], name="one_signature")]


class Weighing(About):
    """The vector of a text: pieces as 32-bit numbers, a byte of weight for each, and what that byte is worth."""

    pieces = models.BinaryField()
    weights = models.BinaryField()
    scale = models.FloatField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["subject", "subject_id"], name="one_weighing")]


class Corpus(models.Model):
    """How rare each piece is among all texts of a kind, as last counted, and how far the events are reckoned with.

    `version` is drawn anew with each count, so that no process takes what it keeps for what was restored from a backup.
    """

    subject = models.CharField(max_length=20, unique=True)
    version = models.BigIntegerField(default=0)
    texts = models.PositiveIntegerField(default=0)
    known = models.BinaryField(default=bytes)
    counts = models.BinaryField(default=bytes)
    seen_event_id = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.subject} v{self.version}"

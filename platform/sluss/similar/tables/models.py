"""What an index is kept in, for each schema that has one to make tables of.

Rows name what they are about by its kind and key and bear no foreign key: a text that is disposed of, or whose import
is undone, must not be held back by what was reckoned from it. What is gone is never shown, because every search ends
in a queryset of what there is and may be seen; weighing everything anew takes such rows away.
"""

from typing import Any

from django.db import models
from django.db.models import Lookup


@models.IntegerField.register_lookup
class OneOf(Lookup):
    """`place__one_of=[...]`: as `in`, with all numbers as one parameter, which costs a tenth for a hundred of them."""

    lookup_name = "one_of"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        lhs, params = self.process_lhs(compiler, connection)
        return f"{lhs} = ANY(%s)", (*params, list(self.rhs))


class Weighing(models.Model):
    """The vector of a text: pieces as 32-bit numbers, a byte of weight for each, and what that byte is worth. What it
    is about is said by the `subject` of its events, as "idea", and its key.

    `place` is where its bits stand in the columns, `event_id` its newest event that is reckoned with. `company` holds
    the places of the texts nearest to it, `nearness` a byte for each, and `length` is that of all of them together.
    """

    subject = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    place = models.PositiveIntegerField()
    event_id = models.BigIntegerField()
    pieces = models.BinaryField()
    weights = models.BinaryField()
    scale = models.FloatField()
    company = models.BinaryField(default=bytes, db_default=b"")
    nearness = models.BinaryField(default=bytes, db_default=b"")
    length = models.FloatField(default=1.0, db_default=1.0)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.subject} {self.subject_id}"


class Column(models.Model):
    """For one bit of the signatures, which texts of a kind have it: a bit at the place of each."""

    subject = models.CharField(max_length=20)
    bit = models.PositiveSmallIntegerField()
    texts = models.BinaryField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.subject} {self.bit}"


class Corpus(models.Model):
    """How rare each piece is among all texts of a kind, as last counted, and how far the events are reckoned with.

    The sweep looks again at events after `seen_event_id`, as some may have got their number before and ended late; a
    search at those after `reckoned_event_id`, which are few however much has just been brought in.
    `places` is how many places of the columns are taken. `version` is drawn anew with each count, so that no process
    takes what it keeps for what was restored from a backup.
    """

    subject = models.CharField(max_length=20, unique=True)
    version = models.BigIntegerField(default=0)
    texts = models.PositiveIntegerField(default=0)
    places = models.PositiveIntegerField(default=0)
    known = models.BinaryField(default=bytes)
    counts = models.BinaryField(default=bytes)
    seen_event_id = models.BigIntegerField(default=0)
    reckoned_event_id = models.BigIntegerField(default=0)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.subject} v{self.version}"

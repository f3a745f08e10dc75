"""What a municipality's search for what is like something looks in, kept beside the texts themselves."""

from typing import ClassVar

from django.db import models

from sluss.similar.tables import models as tables


class Weighing(tables.Weighing):
    """The vector of a text of the municipality."""

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["subject", "subject_id"], name="one_weighing")]
        indexes: ClassVar = [models.Index(fields=["subject", "place"], name="weighing_by_place")]


class Column(tables.Column):
    """One bit of the signatures of the municipality's texts."""

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["subject", "bit"], name="one_column")]


class Corpus(tables.Corpus):
    """What has been counted of the municipality's texts of a kind."""

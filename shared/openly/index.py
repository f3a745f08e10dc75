"""What the search among open texts looks in: the same index as each municipality has of its own."""

from django.db.models import QuerySet

from shared.openly.models import Column, Corpus, OpenText, Weighing
from sluss.similar.tables.index import catch_up, forget_gone
from sluss.similar.tables.kinds import Kind, Tables
from sluss.tenancy import generation

# The name under which every process of this machine hears that the index has changed.
CHANGED = "openly"


def shown() -> QuerySet[OpenText]:
    """What is open now. Everything that is shown or searched begins here."""
    return OpenText.objects.filter(gone=False)


KIND = Kind(
    subject="open_text",
    every=shown,
    title="title",
    texts=("text",),
    tables=Tables(Weighing, Column, Corpus),
    added="taken_at",
)


def keep_up() -> None:
    """Take in what came, and forget what went. In the region's scope."""
    if catch_up(KIND) + forget_gone(KIND):
        generation.advance(CHANGED)

"""What can be searched for likeness in a municipality: ideas, and what other apps bring."""

from dataclasses import dataclass

from sluss.similar.tables import kinds
from sluss.similar.tables.kinds import Tables
from tenants.similar.models import Column, Corpus, Weighing

IDEA = "idea"
OWN = Tables(Weighing, Column, Corpus)


@dataclass(frozen=True)
class Kind(kinds.Kind):
    """A kind of text whose index lies in the municipality's own tables."""

    tables: Tables = OWN


_kinds: dict[str, Kind] = {}


def searches(kind: Kind) -> None:
    """Make a kind of text searchable. Called from an app's `ready`."""
    _kinds[kind.subject] = kind


def kind_of(subject: str) -> Kind:
    """Raises KeyError for a kind that no app has brought."""
    return _kinds[subject]


def all_kinds() -> list[Kind]:
    return list(_kinds.values())

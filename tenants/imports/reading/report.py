"""What an import says of itself: the counts and the closing line."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counts:
    total: int = 0
    accepted: int = 0
    rejected: int = 0
    duplicates: int = 0


def closing_line(*, counts: Counts) -> str:
    """The line that ends an import; programs read it, so it is the same in every language."""
    return f"total={counts.total} accepted={counts.accepted} rejected={counts.rejected} duplicates={counts.duplicates}"

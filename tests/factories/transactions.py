"""Transactions for tests."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def rolled_back(*, using: str = "default") -> Iterator[None]:
    """What is done inside is undone at the end."""
    with transaction.atomic(using=using):
        yield
        transaction.set_rollback(True, using=using)

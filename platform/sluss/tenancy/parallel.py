"""The same work for many municipalities, several at a time, as the owner's login."""

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed

from django.db import connections

JOBS = min(4, os.cpu_count() or 1)


def several[T, R](work: Callable[[T], R], items: Iterable[T], *, jobs: int) -> Iterator[tuple[T, Future[R]]]:
    """Each item with what became of it, in the order they end.

    In threads, each on a connection of its own: the database does the work, and processes would start longer.
    """
    with ThreadPoolExecutor(jobs) as pool:
        running = {pool.submit(_on_its_own_connection, work, item): item for item in items}
        for done in as_completed(running):
            yield running[done], done


def _on_its_own_connection[T, R](work: Callable[[T], R], item: T) -> R:
    try:
        return work(item)
    finally:
        connections["owner"].close()

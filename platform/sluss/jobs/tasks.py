"""Tasks of the machinery itself, and the decorator for a municipality's tasks."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality, in_region
from sluss.tenancy.scope import in_job_queue

log = logging.getLogger(__name__)
RETRY = RetryStrategy(max_attempts=8, exponential_wait=3)


class MunicipalTask(Protocol):
    """A task whose body runs in the scope of the municipality it was deferred for."""

    def defer(self, municipality: Municipality, **keys: int | str) -> None: ...
    def __call__(self, municipality_key: str, **keys: int | str) -> None: ...


class _Task:
    def __init__(self, name: str, body: Callable[..., None], queue: str) -> None:
        @wraps(body)
        def run(*, municipality_key: str, **keys: int | str) -> None:
            self(municipality_key, **keys)

        self.body = body
        self.task = app.task(name=name, queue=queue, retry=RETRY)(run)

    def __call__(self, municipality_key: str, **keys: int | str) -> None:
        with in_region():
            municipality = Municipality.objects.ready().filter(key=municipality_key).first()
        if municipality is None:
            log.warning("A job was left for a municipality that is not in use any more.")
            return
        with in_municipality(municipality):
            self.body(municipality, **keys)

    def defer(self, municipality: Municipality, **keys: int | str) -> None:
        """Ask for the work in the transaction that is open now: a rollback drops the job as well.

        `keys` are identifiers, never content: the queue lies in the regional schema.
        """
        with in_job_queue():
            self.task.defer(municipality_key=str(municipality.key), **keys)


def municipal_task(*, name: str, queue: str = "default") -> Callable[[Callable[..., None]], MunicipalTask]:
    """A task `body(municipality, **keys)` that runs in the municipality's scope, with eight tries growing apart."""

    def decorate(body: Callable[..., Any]) -> MunicipalTask:
        return _Task(name, body, queue)

    return decorate

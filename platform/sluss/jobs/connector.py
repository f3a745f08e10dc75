"""The worker's way to the queue."""

import asyncio
import logging
from collections.abc import Iterable

from procrastinate import PsycopgConnector, exceptions
from procrastinate.connector import BaseConnector, Notify
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.utils import connector_params

log = logging.getLogger(__name__)
PAUSE = 1.0  # seconds between two attempts to listen again


class WorkerConnector(PsycopgConnector):
    """Takes jobs over a pool of its own, and leaves what a job itself defers to the job's Django connection.

    The library's connector would defer a job's jobs over the pool, outside the job's transaction: a rollback would
    leave them in the queue.
    """

    def __init__(self) -> None:
        super().__init__(kwargs=connector_params(), min_size=1, max_size=4)
        self._of_django = DjangoConnector()

    def get_sync_connector(self) -> BaseConnector:
        return self._of_django

    async def listen_notify(self, on_notification: Notify, channels: Iterable[str]) -> None:
        """Listen for as long as the worker lives, also where the database refuses the first connection after a fall.

        The library gives up there, and the worker then only looks every few seconds.
        """
        while True:
            try:
                await super().listen_notify(on_notification=on_notification, channels=channels)
            except exceptions.ConnectorException as error:
                log.warning("Not listening for jobs, trying again: %s", error.__cause__ or error)
                await asyncio.sleep(PAUSE)

"""Work that the worker does by the clock."""

from collections.abc import Callable
from functools import wraps

from procrastinate.contrib.django import app

from sluss.tenancy.scope import work_starts_in_region


def every(cron: str, *, name: str) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Run the function in the region by a cron expression (UTC), once however many workers there are.

    A run that was missed is not made up for, so the work must not depend on how often it is done.
    """

    def decorate(body: Callable[[], None]) -> Callable[[], None]:
        @wraps(body)
        def run(timestamp: int) -> None:
            with work_starts_in_region():
                body()

        app.periodic(cron=cron)(app.task(name=name, queue="periodic")(run))
        return body

    return decorate

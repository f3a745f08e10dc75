"""The job application; procrastinate hands it over when Django's apps are ready."""

from procrastinate import App
from procrastinate.contrib.django import app

__all__ = ["app", "ready"]


def ready(app: App) -> None:
    """Nothing to add: tasks register themselves in each app's `tasks` module."""

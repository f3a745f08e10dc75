"""Running and examining an installation."""

from django.apps import AppConfig

from sluss.operations import tether


class OperationsConfig(AppConfig):
    name = "sluss.operations"
    label = "operations"

    def ready(self) -> None:
        tether.follow()

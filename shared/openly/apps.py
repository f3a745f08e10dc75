from importlib import import_module

from django.apps import AppConfig


class OpenlyConfig(AppConfig):
    name = "shared.openly"
    label = "openly"

    def ready(self) -> None:
        # Registers what receives open texts, and the jobs. No database is touched here.
        import_module("shared.openly.receive")

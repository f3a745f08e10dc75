from importlib import import_module

from django.apps import AppConfig


class PortfolioConfig(AppConfig):
    name = "shared.portfolio"
    label = "portfolio"

    def ready(self) -> None:
        # Registers what receives facts. No database is touched here.
        import_module("shared.portfolio.receive")

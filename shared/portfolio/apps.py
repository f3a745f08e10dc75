from django.apps import AppConfig


class PortfolioConfig(AppConfig):
    name = "shared.portfolio"
    label = "portfolio"

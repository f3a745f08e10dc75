from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "tenants.decisions"
    label = "decisions"

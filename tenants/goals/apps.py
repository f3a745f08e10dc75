from django.apps import AppConfig


class GoalsConfig(AppConfig):
    name = "tenants.goals"
    label = "goals"

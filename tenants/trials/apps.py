from django.apps import AppConfig


class TrialsConfig(AppConfig):
    name = "tenants.trials"
    label = "trials"

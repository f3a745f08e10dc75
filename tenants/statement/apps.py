from django.apps import AppConfig


class StatementConfig(AppConfig):
    name = "tenants.statement"
    label = "statement"

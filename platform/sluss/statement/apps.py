from django.apps import AppConfig


class StatementConfig(AppConfig):
    name = "sluss.statement"
    label = "regional_statement"

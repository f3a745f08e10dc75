from django.apps import AppConfig


class ApiMachineryConfig(AppConfig):
    name = "sluss.api"
    label = "api_machinery"

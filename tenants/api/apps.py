from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "tenants.api"
    label = "api"

from django.apps import AppConfig


class TenancyConfig(AppConfig):
    name = "sluss.tenancy"
    label = "tenancy"

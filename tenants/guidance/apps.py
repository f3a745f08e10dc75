from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    name = "tenants.guidance"
    label = "guidance"

from django.apps import AppConfig


class InfluenceConfig(AppConfig):
    name = "tenants.influence"
    label = "influence"

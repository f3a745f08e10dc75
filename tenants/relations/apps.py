from django.apps import AppConfig


class RelationsConfig(AppConfig):
    name = "tenants.relations"
    label = "relations"

from django.apps import AppConfig


class IdeasConfig(AppConfig):
    name = "tenants.ideas"
    label = "ideas"

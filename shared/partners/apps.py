from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "shared.partners"
    label = "partners"

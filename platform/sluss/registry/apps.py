from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "sluss.registry"
    label = "registry"

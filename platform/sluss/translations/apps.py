from django.apps import AppConfig


class TranslationsConfig(AppConfig):
    """The tool behind `manage.py translations`, which needs no gettext binaries."""

    name = "sluss.translations"
    label = "translations"

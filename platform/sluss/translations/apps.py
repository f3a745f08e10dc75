from django.apps import AppConfig


class TranslationsConfig(AppConfig):
    """The tool behind `manage.py translations`: extracts, checks and compiles the catalogues without gettext binaries."""

    name = "sluss.translations"
    label = "translations"

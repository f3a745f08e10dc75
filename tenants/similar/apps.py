from django.apps import AppConfig


class SimilarConfig(AppConfig):
    name = "tenants.similar"
    label = "similar"

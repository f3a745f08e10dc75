from django.apps import AppConfig


class CoachingConfig(AppConfig):
    name = "tenants.coaching"
    label = "coaching"

from django.apps import AppConfig


class LearningsConfig(AppConfig):
    name = "tenants.learnings"
    label = "learnings"

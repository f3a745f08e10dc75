from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "sluss.jobs"
    label = "jobs"

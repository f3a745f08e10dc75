from django.apps import AppConfig


class PipelineConfig(AppConfig):
    name = "tenants.pipeline"
    label = "pipeline"

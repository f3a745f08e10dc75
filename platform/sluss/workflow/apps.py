from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    name = "sluss.workflow"
    label = "workflow"

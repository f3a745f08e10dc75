from django.apps import AppConfig


class ModelEditorConfig(AppConfig):
    name = "tenants.model_editor"
    label = "model_editor"

from django.apps import AppConfig


class ModelEditorConfig(AppConfig):
    name = "tenants.model_editor"
    label = "model_editor"

    def ready(self) -> None:
        """The timeline gets the sentences of this app's events. Models are there only now."""
        from tenants.ideas.timeline import describes
        from tenants.model_editor.publish import SENTENCES

        describes(SENTENCES)

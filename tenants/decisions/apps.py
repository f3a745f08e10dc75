from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "tenants.decisions"
    label = "decisions"

    def ready(self) -> None:
        """The timeline gets the sentences of this app's events. Models are there only now."""
        from tenants.decisions.transitions import SENTENCES
        from tenants.ideas.timeline import describes

        describes(SENTENCES)

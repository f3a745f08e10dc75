from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "tenants.decisions"
    label = "decisions"

    def ready(self) -> None:
        """The timeline gets the sentences of this app's events, the idea page its gate. Models are there only now."""
        from tenants.decisions.panel import gate_panel
        from tenants.decisions.stand import READS
        from tenants.decisions.transitions import SENTENCES
        from tenants.ideas.surroundings import shows_panel
        from tenants.ideas.timeline import describes

        describes(SENTENCES)
        shows_panel(gate_panel, reads=READS)

from django.apps import AppConfig


class LearningsConfig(AppConfig):
    name = "tenants.learnings"
    label = "learnings"

    def ready(self) -> None:
        """The idea page gets its link, the timeline its sentence. Models are there only now."""
        from tenants.ideas.surroundings import shows_link
        from tenants.ideas.timeline import describes
        from tenants.learnings.around import SENTENCES, learnings_link

        describes(SENTENCES)
        shows_link(learnings_link)

from django.apps import AppConfig


class SimilarConfig(AppConfig):
    name = "tenants.similar"
    label = "similar"

    def ready(self) -> None:
        """Ideas are what is searched first of all. Models are there only now."""
        from tenants.ideas.models import Idea
        from tenants.similar.kinds import IDEA, Kind, searches

        searches(
            Kind(
                subject=IDEA,
                every=Idea.objects.all,
                title="title",
                texts=("text", "for_whom"),
                events=("received", "text_edited"),
            )
        )

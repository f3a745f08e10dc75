from django.apps import AppConfig


class LearningsConfig(AppConfig):
    name = "tenants.learnings"
    label = "learnings"

    def ready(self) -> None:
        """The idea page gets its link, the timeline its sentence, and learnings are searched for likeness. Models are
        there only now."""
        from tenants.ideas.surroundings import shows_link
        from tenants.ideas.timeline import describes
        from tenants.learnings.around import SENTENCES, learnings_link
        from tenants.learnings.finding import LEARNING
        from tenants.learnings.models import Learning
        from tenants.similar.kinds import Kind, searches

        describes(SENTENCES)
        shows_link(learnings_link)
        searches(
            Kind(
                subject=LEARNING,
                every=Learning.objects.all,
                title="learned",
                texts=("assumption", "evidence", "helps"),
                added="signed_at",
            )
        )

from django.apps import AppConfig


class CoachingConfig(AppConfig):
    name = "tenants.coaching"
    label = "coaching"

    def ready(self) -> None:
        """The timeline gets the sentences of this app's events, the idea page its link. Models are there only now."""
        from tenants.coaching.surroundings import coaching_link
        from tenants.coaching.texts import SENTENCES
        from tenants.ideas.surroundings import shows_link
        from tenants.ideas.timeline import describes

        describes(SENTENCES)
        shows_link(coaching_link, guests=True)

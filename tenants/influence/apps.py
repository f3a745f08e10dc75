from django.apps import AppConfig


class InfluenceConfig(AppConfig):
    name = "tenants.influence"
    label = "influence"

    def ready(self) -> None:
        """Pages of needs, ideas and challenges lead here. Models are there only now."""
        from tenants.challenges.surroundings import around as challenges
        from tenants.ideas.surroundings import shows_link as on_ideas
        from tenants.influence import (
            around,
            tasks,  # noqa: F401  (the worker finds its jobs by their being imported)
        )
        from tenants.needs.surroundings import around as needs

        on_ideas(around.on_idea)
        challenges.shows_link(around.on_challenge)
        needs.shows_link(around.on_need)

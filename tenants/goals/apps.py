from django.apps import AppConfig


class GoalsConfig(AppConfig):
    name = "tenants.goals"
    label = "goals"

    def ready(self) -> None:
        """A challenge's page leads to its goals. Models are there only now."""
        from tenants.challenges.surroundings import shows_link
        from tenants.goals.around import goals_of_challenge

        shows_link(goals_of_challenge)

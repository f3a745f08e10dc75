from django.apps import AppConfig


class GoalsConfig(AppConfig):
    name = "tenants.goals"
    label = "goals"

    def ready(self) -> None:
        """Pages of challenges, needs and benefits lead to their goals. Models are there only now."""
        from tenants.benefits.surroundings import around as around_benefit
        from tenants.challenges.surroundings import around as around_challenge
        from tenants.goals.around import goals_of_benefit, goals_of_challenge, goals_of_need
        from tenants.needs.surroundings import around as around_need

        around_challenge.shows_link(goals_of_challenge)
        around_need.shows_link(goals_of_need)
        around_benefit.shows_link(goals_of_benefit)

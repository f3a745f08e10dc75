from django.apps import AppConfig


class ChallengesConfig(AppConfig):
    name = "tenants.challenges"
    label = "challenges"

    def ready(self) -> None:
        """The idea page leads to what the idea answers, and its timeline says so. Models are there only now."""
        from tenants.challenges.around_idea import SENTENCES, challenges_link
        from tenants.ideas.surroundings import shows_link
        from tenants.ideas.timeline import describes

        describes(SENTENCES)
        shows_link(challenges_link)

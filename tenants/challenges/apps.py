from django.apps import AppConfig


class ChallengesConfig(AppConfig):
    name = "tenants.challenges"
    label = "challenges"

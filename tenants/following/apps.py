from django.apps import AppConfig


class FollowingConfig(AppConfig):
    name = "tenants.following"
    label = "following"

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FollowingConfig(AppConfig):
    name = "tenants.following"
    label = "following"

    def ready(self) -> None:
        """Hears of every event, and gives the idea page its way to the talk. Models are there only now."""
        from sluss.workflow.transitions import hears_of_events
        from tenants.following.follow import bring_followers, take_followers_back
        from tenants.following.links import talk_link
        from tenants.following.tasks import on_event
        from tenants.following.topics import SAID
        from tenants.ideas.joining import Companion, goes_along
        from tenants.ideas.surroundings import shows_link
        from tenants.ideas.timeline import describes

        hears_of_events(on_event)
        describes({SAID: _("Something was said")})
        shows_link(talk_link)
        goes_along(Companion(joined=bring_followers, parted=take_followers_back))

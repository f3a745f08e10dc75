from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublicSiteConfig(AppConfig):
    name = "tenants.public_site"
    label = "public_site"

    def ready(self) -> None:
        """The timeline gets this app's sentences, the idea page its link, residents who write what is open and like
        it, and the region what is shown. Models are there only now."""
        from sluss.workflow.transitions import hears_of_events
        from tenants.ideas.surroundings import shows_link
        from tenants.ideas.timeline import describes
        from tenants.public_site.alike import KIND, open_like
        from tenants.public_site.links import open_link
        from tenants.public_site.open_idea import CLOSED, OPENED
        from tenants.public_site.tasks import on_event
        from tenants.similar.kinds import searches
        from tenants.similar.live import residents_find

        hears_of_events(on_event)
        describes({OPENED: _("Shown to everyone"), CLOSED: _("No longer shown to everyone")})
        shows_link(open_link)
        searches(KIND)
        residents_find(open_like)

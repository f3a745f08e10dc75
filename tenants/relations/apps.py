from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RelationsConfig(AppConfig):
    name = "tenants.relations"
    label = "relations"

    def ready(self) -> None:
        """Idea pages lead to what is like them; the inbox's light merge shows on both. Models are there now."""
        from tenants.ideas import connecting, outcomes
        from tenants.ideas.surroundings import shows_link
        from tenants.ideas.timeline import describes
        from tenants.ideas.transitions import InboxOutcome
        from tenants.relations import inbox
        from tenants.relations.around import similar_link

        describes(
            {
                "merged": _("Merged into another idea"),
                "unmerged": _("The merge was undone"),
                "joined": _("Another idea was joined with this one"),
                "parted": _("The other idea goes its own way again"),
                "bundled": _("Put beside others under one heading"),
                "unbundled": _("Taken out of the bundle"),
                "found_unlike": _("Looked at beside another idea and found unlike"),
            }
        )
        outcomes.follows(InboxOutcome.CONNECT, outcomes.Follower(done=inbox.connected, undone=inbox.disconnected))
        connecting.suggests(inbox.suggested)
        shows_link(similar_link)

from django.apps import AppConfig


class NeedsConfig(AppConfig):
    name = "tenants.needs"
    label = "needs"

    def ready(self) -> None:
        """The inbox takes in needs and connects to them; idea pages lead to theirs; needs are
        searched for likeness. Models are there only now."""
        from tenants.ideas import connecting, outcomes
        from tenants.ideas.surroundings import shows_link
        from tenants.ideas.timeline import describes
        from tenants.ideas.transitions import InboxOutcome
        from tenants.needs import alike, inbox
        from tenants.needs.idea_link import link_to_needs
        from tenants.needs.models import Need
        from tenants.needs.timeline import OF_IDEAS
        from tenants.similar.kinds import Kind, searches

        outcomes.follows(InboxOutcome.TAKE_IN_NEED, outcomes.Follower(done=inbox.taken_in, undone=inbox.taken_back))
        connecting.offers(
            inbox.PREFIX,
            connecting.Offer(search=inbox.search, get=inbox.target, connect=inbox.connect, disconnect=inbox.disconnect),
        )
        describes(OF_IDEAS)
        shows_link(link_to_needs)
        connecting.suggests(alike.suggested)
        searches(
            Kind(
                subject=inbox.PREFIX,
                every=Need.objects.all,
                title="title",
                texts=("who", "situation"),
                events=("need_created", "need_edited"),
            )
        )

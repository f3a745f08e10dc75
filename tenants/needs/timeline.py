"""What has happened to a need, as sentences a person reads."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sluss.workflow.models import Event
from tenants.ideas.timeline import Entry, Sentence
from tenants.needs.models import Need
from tenants.people.models import Member

SENTENCES: dict[str, Sentence] = {
    "need_created": gettext_lazy("The need was written down"),
    "need_edited": gettext_lazy("The need was made clearer"),
    "idea_linked": gettext_lazy("An idea was linked"),
    "idea_unlinked": gettext_lazy("A link to an idea was taken away"),
    "need_met": gettext_lazy("The need was met"),
    "need_closed": gettext_lazy("The need was closed"),
    "need_reopened": gettext_lazy("The need was opened again"),
    "need_taken_back": gettext_lazy("The matter was put back in the inbox"),
}
# On the timeline of an idea.
OF_IDEAS: dict[str, Sentence] = {
    "need_linked": gettext_lazy("Linked to a need"),
    "need_unlinked": gettext_lazy("A link to a need was taken away"),
}


def entries_of(need: Need) -> list[Entry]:
    """The timeline, the newest first: two statements, whatever its length."""
    events = list(Event.objects.filter(subject="need", subject_id=need.pk).order_by("-at", "-id"))
    members = Member.objects.in_bulk({event.actor_id for event in events if event.actor_id})
    return [
        Entry(
            at=event.at,
            sentence=str(SENTENCES.get(event.kind) or _("Something happened")),
            actor=members[event.actor_id].display_name if event.actor_id in members else "",
            said="",
        )
        for event in events
    ]

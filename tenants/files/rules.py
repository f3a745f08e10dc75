"""Who may do what with a file. Who may see it follows from its idea."""

from django.utils.translation import gettext_lazy as _

from sluss.workflow.transitions import Text
from tenants.files.models import Attachment
from tenants.ideas.access import is_bearer
from tenants.ideas.models import Idea
from tenants.ideas.rules import may_edit
from tenants.people.models import Member


def why_not_add(*, member: Member, idea: Idea) -> Text | None:
    """Whoever may work on the idea's text may add files, while it is open."""
    if not idea.is_open:
        return _("The idea is closed, so no more files can be added.")
    if not may_edit(member, idea, bears=is_bearer(member, idea)):
        return _("Only those who bear the idea, its coach and the innovation manager add files.")
    return None


def why_not_remove(*, member: Member, attachment: Attachment, idea: Idea) -> Text | None:
    if attachment.added_by_id != member.pk:
        return _("Only the person who added a file can remove it.")
    if not idea.is_open:
        return _("The idea is closed, so its files stay.")
    return None

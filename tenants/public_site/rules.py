"""What may be shown to everyone, and who opens it and looks at what is said."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sluss.text.personal_numbers import holds_personal_number
from sluss.workflow.transitions import Text, Transition
from tenants.ideas.models import WAITING, Idea, Secrecy, Status
from tenants.people.models import Member, Role
from tenants.public_site.models import Comment, OpenIdea

OPENERS = (Role.COACH, Role.INNOVATION_MANAGER)
LOOKERS = (Role.COACH, Role.INNOVATION_MANAGER, Role.AGENT)
# Went another way: somebody else answers for it now.
ELSEWHERE = (Status.WRONG_DOOR, Status.MERGED)
HIDDEN = (*WAITING, *ELSEWHERE)
SHOWN_TEXTS = ("title", "text", "for_whom", "why_now")


def open_ideas() -> QuerySet[OpenIdea]:
    """What everyone may see. A secrecy mark, or a way back to the inbox, hides it at once."""
    return OpenIdea.objects.filter(idea__secrecy=Secrecy.NONE).exclude(idea__status__in=HIDDEN)


def may_open(member: Member) -> bool:
    return member.has_role(*OPENERS)


def why_not_open(idea: Idea) -> Text | None:
    """Why the idea cannot be shown to everyone now, or None when it can."""
    if idea.secrecy != Secrecy.NONE:
        return _("The idea bears a secrecy mark.")
    if idea.status in WAITING:
        return _("The idea has not been taken care of yet.")
    if idea.status in ELSEWHERE:
        return _("The idea has had another answer, so it cannot be shown to everyone.")
    if any(holds_personal_number(text=getattr(idea, name)) for name in SHOWN_TEXTS):
        return _("The text holds something that looks like a personal identity number. Take it out first.")
    return None


def may_look(member: Member) -> bool:
    return member.has_role(*LOOKERS)


def _looks(actor: Member, comment: Comment) -> Text | None:
    return None if may_look(actor) else _("Only a coach, the innovation manager or the contact centre looks at this.")


State = Comment.State
SHOW = Transition(
    name="comment_shown", label=gettext_lazy("Show"), sources=(State.WAITING, State.HIDDEN), to=State.SHOWN, who=_looks
)
KEEP = Transition(name="comment_kept", label=gettext_lazy("Keep"), sources=(State.SHOWN,), to=State.SHOWN, who=_looks)
HIDE = Transition(
    name="comment_hidden", label=gettext_lazy("Hide"), sources=(State.WAITING, State.SHOWN), to=State.HIDDEN, who=_looks
)

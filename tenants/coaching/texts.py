"""Sentences told in more than one place."""

from django.utils.translation import gettext_lazy as _

from sluss.workflow.transitions import Text

COACHES_ONLY = _("Only an idea coach has a coach's profile.")
KEEPERS_ONLY = _("Only the innovation manager changes skills and method cards.")
SENTENCES: dict[str, Text] = {
    "coached": _("A coaching session was held"),
    "card_used": _("A method card was used"),
    "guest_invited": _("A guest coach was invited"),
    "guest_ended": _("A guest coach's visit ended"),
}

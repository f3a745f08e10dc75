"""What somebody in the inbox answers: one of the eight outcomes with all that it needs."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import pgettext_lazy

from tenants.ideas.models import Idea
from tenants.ideas.transitions import InboxOutcome
from tenants.organisation.models import Unit
from tenants.people.models import Member


class Door(models.TextChoices):
    """Where something goes that is no idea (DOMAIN.md)."""

    FAULT = "fault", pgettext_lazy("door", "fault report")
    COMPLAINT = "complaint", pgettext_lazy("door", "complaint or opinion")
    WHISTLE = "whistle", pgettext_lazy("door", "whistle-blowing")
    PROPOSAL = "proposal", pgettext_lazy("door", "citizen's proposal (medborgarförslag)")


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the handler chose. `message` goes to the bearers word for word.

    `target` is the idea it is connected to, `elsewhere` the code of something in another app (see
    tenants.ideas.connecting). `need` is what the handler sharpened of a need. `to_whom` and `reference` say where it
    was handed over. `yes_by` is the manager who said yes on the spot, where it was not the one who writes it down, and
    `unit` who does it.
    """

    outcome: InboxOutcome
    message: str
    coach: Member | None = None
    target: Idea | None = None
    elsewhere: str = ""
    need: Mapping[str, str] = field(default_factory=dict)
    door: str = ""
    to_whom: str = ""
    reference: str = ""
    yes_by: Member | None = None
    unit: Unit | None = None

    @property
    def is_closed_door(self) -> bool:
        """Whistle-blowing: what it is about is spread no further, not even in our own letter."""
        return self.outcome == InboxOutcome.WRONG_DOOR and self.door == Door.WHISTLE

    @property
    def letter(self) -> str:
        return "ideas/whistle" if self.is_closed_door else "ideas/inbox_outcome"

    def letter_context(self) -> dict[str, object]:
        """What the letter says besides the idea's own title and number."""
        return {
            "outcome": self.outcome.value,
            "message": self.message,
            "door": self.door,
            "to_whom": self.to_whom,
            "reference": self.reference,
            "elsewhere": self.elsewhere,
            "unit": str(self.unit or ""),
        }

    def facts(self) -> dict[str, object]:
        """For the event: keys and codes only."""
        found: dict[str, object] = {
            "door": self.door,
            "target": self.target.pk if self.target else None,
            "elsewhere": self.elsewhere,
            "yes_by": self.yes_by.pk if self.yes_by else None,
            "unit": self.unit.pk if self.unit else None,
        }
        return {name: value for name, value in found.items() if value}

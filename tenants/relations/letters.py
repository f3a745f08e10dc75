"""Words to those who bear an idea that is joined with another."""

from tenants.ideas.letters import tell_bearers
from tenants.ideas.models import Idea, Secrecy

LETTER = "relations/joined"


def tell(idea: Idea, *, what: str, other: Idea, message: str, heading: str = "") -> None:
    """`what` is merged, joined, unmerged or bundled. Of a marked idea the title is not spread."""
    shown = other.title if other.secrecy == Secrecy.NONE else ""
    context = {"what": what, "other": shown, "number": other.registry_number, "heading": heading, "message": message}
    tell_bearers(idea, template=LETTER, context=context)

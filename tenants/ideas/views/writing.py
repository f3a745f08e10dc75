"""Buttons that bring a form back with everything that was typed: searching, and putting an opening into the answer."""

from collections.abc import Sequence

from sluss.text.plain import plain_text
from tenants.ideas.openings import Offered
from tenants.people.access import MemberRequest


def typed(request: MemberRequest) -> dict[str, object]:
    """What the form held when the button was pressed, for a form that is not checked yet: plain, as it will be kept."""
    held = ((name, plain_text(str(value))) for name, value in request.POST.items() if name != "csrfmiddlewaretoken")
    return {name: value for name, value in held if value}


def with_opening(values: dict[str, object], *, offered: Sequence[Offered], language: str) -> dict[str, object]:
    """The values with the chosen opening at the end of the message, and its outcome where none is chosen yet."""
    opening = next((one for one in offered if one.code == values.get("opening")), None)
    if opening is None or "insert" not in values:
        return values
    message = plain_text(str(values.get("message", "")))
    begun = f"{message}\n\n{opening.text(language)}" if message else opening.text(language)
    return {**values, "message": begun, "outcome": values.get("outcome") or opening.outcome}

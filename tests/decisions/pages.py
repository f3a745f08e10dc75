"""The gate's page, and its form filled in."""

import re
from typing import Any

from tests.decisions.conftest import Matter


def typed(matter: Matter, page: str = "", **changes: Any) -> dict[str, Any]:
    """A filled-in form, with what was hidden in `page`."""
    hidden = dict(re.findall(r'type="hidden" name="(seen|key)" value="([^"]*)"', page))
    content = {
        "outcome": "proceed",
        "reasons": "Tre enheter har samma behov.",
        "basis": "delegation",
        "basis_reference": "KS 4.2",
        "presenter": str(matter.coach.pk),
        "action": "register",
    }
    return content | hidden | changes


def gate(matter: Matter) -> str:
    return f"/ideer/{matter.idea.pk}/beslut/"

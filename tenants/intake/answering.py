"""An idea that is left as an answer to a challenge: which one was asked for, and whether it takes answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from tenants.challenges.models import Challenge

PARAMETER = "utmaning"
LONGEST_KEY = 18


@dataclass(frozen=True)
class Answering:
    """`challenge` takes answers; `closed` was asked for and does not, so that the form can say so kindly."""

    challenge: Challenge | None = None
    closed: Challenge | None = None

    @property
    def initial(self) -> dict[str, object]:
        return {"challenge": self.challenge.pk if self.challenge else ""}


def answering(
    request: HttpRequest, *, among: Callable[[], QuerySet[Challenge]], draft: Mapping[str, Any] | None = None
) -> Answering:
    """What the form that was sent, the address or the draft asks for, in this order; nothing where nobody may read
    it. `among` gives what may be read: few forms ask for any, so it is made for those alone."""
    if request.method == "POST":
        asked = request.POST.get("challenge", "")
    else:
        asked = request.GET.get(PARAMETER) or (draft or {}).get("challenge", "")
    key = known_key(asked)
    found = among().filter(pk=key).first() if key else None
    if found is None:
        return Answering()
    return Answering(challenge=found) if found.takes_answers else Answering(closed=found)


def known_key(asked: object) -> str:
    """The key of a challenge as it was given, or nothing where it cannot be one."""
    text = str(asked or "")
    return text if text.isascii() and text.isdecimal() and len(text) <= LONGEST_KEY else ""

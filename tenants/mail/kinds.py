"""What kind of letter somebody was written, in words that tell nothing of the matter: the outbox shows no more."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import pgettext_lazy

from sluss.workflow.transitions import Text

OTHER = pgettext_lazy("letter", "Letter")
KINDS: dict[str, Text] = {
    "assessment/asked": pgettext_lazy("letter", "Asked to assess"),
    "benefits/due": pgettext_lazy("letter", "Reminder to measure the benefit"),
    "benefits/escalated": pgettext_lazy("letter", "The benefit has not been measured"),
    "board_asked": pgettext_lazy("letter", "An idea board is asked for advice"),
    "challenges/invitation": pgettext_lazy("letter", "Invitation to a challenge"),
    "challenges/report": pgettext_lazy("letter", "What came of a challenge"),
    "coaching/next_step": pgettext_lazy("letter", "Reminder of a next step"),
    "decision": pgettext_lazy("letter", "Decision"),
    "decision_asked": pgettext_lazy("letter", "Asked to decide"),
    "following/digest": pgettext_lazy("letter", "Summary of what has happened"),
    "following/notice": pgettext_lazy("letter", "Something has happened"),
    "ideas/answer_withdrawn": pgettext_lazy("letter", "An answer is taken back"),
    "ideas/inbox_outcome": pgettext_lazy("letter", "Answer from the inbox"),
    "ideas/received": pgettext_lazy("letter", "Receipt"),
    "ideas/whistle": pgettext_lazy("letter", "To the right place"),
    "influence/cancelled": pgettext_lazy("letter", "A session is cancelled"),
    "influence/invitation": pgettext_lazy("letter", "Invitation to a session"),
    "influence/join": pgettext_lazy("letter", "Confirm a place in a panel"),
    "influence/owner": pgettext_lazy("letter", "Reminder to tell back"),
    "influence/reminder": pgettext_lazy("letter", "Reminder of a session"),
    "influence/told": pgettext_lazy("letter", "What came of a session"),
    "influence/way_out": pgettext_lazy("letter", "The way out of a panel"),
    "influence/welcome": pgettext_lazy("letter", "Welcome to a panel"),
    "people/invitation": pgettext_lazy("letter", "Invitation to the sluice"),
    "promise_passed": pgettext_lazy("letter", "A promised day has passed"),
    "proposal_waits": pgettext_lazy("letter", "A proposal waits for a decision"),
    "public_site/confirm": pgettext_lazy("letter", "Confirm a support"),
    "relations/joined": pgettext_lazy("letter", "Ideas are joined or parted"),
    "statement/fault": pgettext_lazy("letter", "A fault in accessibility"),
    "taken_up": pgettext_lazy("letter", "An idea is taken up again"),
    "trials/ceiling": pgettext_lazy("letter", "A trial has reached its ceiling"),
    "trials/declined": pgettext_lazy("letter", "A receiving owner has said no"),
    "trials/expired": pgettext_lazy("letter", "A clearance has run out"),
    "trials/left": pgettext_lazy("letter", "A trial is paused because its idea has left"),
    "trials/named": pgettext_lazy("letter", "Named as receiving owner"),
}

type Marked = Callable[[], QuerySet[Any]]
_marked: list[Marked] = []


def tells_marked(marked: Marked) -> None:
    """Called from the `ready` of the app that knows the matters: the keys of those with a secrecy mark."""
    _marked.append(marked)


def marked_matters() -> list[QuerySet[Any]]:
    return [ask() for ask in _marked]


def label_of(kind: str) -> str:
    return str(KINDS.get(kind, OTHER))

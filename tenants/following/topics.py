"""Which events members are told of, and which of them the bearers have had a letter about already."""

from tenants.following.models import Topic
from tenants.ideas.transitions import INBOX, REOPEN

DECIDED = ("decided_proceed", "decided_implemented", "decided_hold", "decided_conclude", "decision_corrected")
TAKEN_UP = "taken_up"
SAID = "said"
# The bearers always get these as letters, whatever their settings (ideas.letters, decisions.letters).
WRITTEN_TO_BEARERS = frozenset({*DECIDED, TAKEN_UP, *(way.transition.name for way in INBOX.values())})
_topics: dict[str, Topic] = {
    **dict.fromkeys(DECIDED, Topic.DECISIONS),
    **{way.transition.name: Topic.MOVES for way in INBOX.values()},
    REOPEN.name: Topic.MOVES,
    TAKEN_UP: Topic.MOVES,
    **dict.fromkeys(("coach_assigned", "merged", "unmerged", "joined", "parted", "model_replaced"), Topic.MOVES),
    "answered_back": Topic.TALK,
    SAID: Topic.TALK,
    "text_edited": Topic.CHANGES,
    "file_added": Topic.CHANGES,
}


def topic_of(kind: str) -> Topic | None:
    """None for what nobody is told of."""
    return _topics.get(kind)

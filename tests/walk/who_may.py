"""Who may do what, written down once more and apart from the code: the table that random walks are held against.

After DOMAIN.md (Pipeline, the inbox's outcomes, "a coach never decides") and PRODUCT.md (Language and law: nobody
decides on an idea of their own or one they coach). Nothing here is taken from the rules that it judges.
"""

from collections.abc import Callable
from dataclasses import dataclass

COACH, MANAGER, LEADER = "coach", "manager", "innovation_manager"
REGISTRAR = "registrar"
WAITING = ("inbox", "asked")
CHAMBERS = ("active", "on_hold")
OPEN = (*WAITING, *CHAMBERS)
CLOSED_FROM_INBOX = ("merged", "referred", "wrong_door", "answered", "handed_over")


@dataclass(frozen=True)
class Situation:
    """What the table needs to know of an actor and an idea."""

    roles: frozenset[str]
    status: str
    bears: bool
    coaches: bool
    recused: bool
    has_stage: bool

    def is_one_of(self, *roles: str) -> bool:
        return bool(self.roles.intersection(roles))

    @property
    def is_free(self) -> bool:
        """No conflict of interest (jäv)."""
        return not self.bears and not self.recused


Cell = Callable[[Situation], bool]


def _handles(now: Situation) -> bool:
    return now.is_one_of(COACH, LEADER)


def _prepares(now: Situation) -> bool:
    return (now.coaches or now.is_one_of(MANAGER, LEADER)) and now.is_free


@dataclass(frozen=True)
class Line:
    """One action: whose it is, and in which statuses it can be done."""

    who: Cell
    statuses: tuple[str, ...]
    also: Cell = lambda now: True


INBOX = Line(_handles, WAITING)
TABLE: dict[str, Line] = {
    "take_in_need": INBOX,
    "take_in_idea": INBOX,
    "ask_more": INBOX,
    "refer": INBOX,
    "wrong_door": INBOX,
    "answer": INBOX,
    "do_in_line": Line(lambda now: now.is_one_of(MANAGER, LEADER) and not now.bears, WAITING),
    "reopen": Line(_handles, CLOSED_FROM_INBOX, also=lambda now: not now.has_stage),
    "edit": Line(lambda now: now.bears or now.coaches or now.is_one_of(LEADER), OPEN),
    "assign_coach": Line(lambda now: now.is_one_of(COACH, LEADER), CHAMBERS),
    "mark_secrecy": Line(lambda now: now.is_one_of(REGISTRAR, LEADER), ("",)),
    "decide": Line(lambda now: now.is_one_of(MANAGER) and not now.coaches and now.is_free, CHAMBERS),
    "take_up": Line(lambda now: now.is_one_of(MANAGER) and not now.coaches and now.is_free, ("on_hold",)),
    "hold": Line(_prepares, CHAMBERS),
    "withdraw": Line(_prepares, CHAMBERS),
    "declare": Line(lambda now: True, ("",)),
    "merge": Line(_handles, CHAMBERS),
    "undo_merge": Line(_handles, ("merged",)),
    "publish_model": Line(lambda now: now.is_one_of(LEADER, "administrator"), ("",)),
}


def may(action: str, now: Situation) -> bool:
    """Whether the table gives the action to the actor, whatever the idea's status."""
    return TABLE[action].who(now)


def can(action: str, now: Situation) -> bool:
    """Whether it can be done at all as the idea stands."""
    line = TABLE[action]
    return line.statuses == ("",) or (now.status in line.statuses and line.also(now))

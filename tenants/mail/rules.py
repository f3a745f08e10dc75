"""Who sees what in the outbox. The page is there to see whether letters arrive: never to read them.

What a letter says may be for few eyes (a secrecy mark, a link that acts in its receiver's name), and those who look
after the post need none of it. So nobody reads a letter's subject or text here, with a mail server or without; of a
letter about a marked matter not even the receiver is shown. Only a demo, whose people are invented, shows letters.
"""

from typing import Protocol

READERS = ("administrator", "innovation_manager")
SEES_PROTECTED = "administrator"


class HasRoles(Protocol):
    def has_role(self, *roles: str) -> bool: ...


def may_read_text(*, is_demo: bool, is_marked: bool) -> bool:
    return is_demo and not is_marked


def may_see_protected(reader: HasRoles) -> bool:
    """Name and address of a member with protected identity are for administrators alone, letters to them too."""
    return reader.has_role(SEES_PROTECTED)

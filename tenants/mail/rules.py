"""Who reads what in the outbox.

A link or code in a letter is its receiver's alone: with an invitation's link one opens an account in another's name,
with a resident's one answers in their place. So with a mail server nobody reads such a letter here, not even while it
waits, and once it is sent the secret is not kept. Without a server the letter reaches nobody by itself: administrators
read it, to hand it over. They may give every role, so invitations of administrators need no rule of their own.
"""

from typing import Protocol

from tenants.mail.models import Mail

READERS = ("administrator", "innovation_manager")
HANDS_OVER = "administrator"


class HasRoles(Protocol):
    def has_role(self, *roles: str) -> bool: ...


def may_read_text(reader: HasRoles, mail: Mail, *, has_server: bool) -> bool:
    """Whether one of READERS may read the letter's text. A sent one holds no secret any more."""
    if not mail.holds_secret or mail.state == Mail.State.SENT:
        return True
    return not has_server and reader.has_role(HANDS_OVER)


def may_see_protected(reader: HasRoles) -> bool:
    """Name and address of a member with protected identity are for administrators alone, letters to them too."""
    return reader.has_role(HANDS_OVER)

"""Who keeps the keys, and what an integration may be."""

from tenants.people.models import Member, Role

KEEPERS = (Role.ADMINISTRATOR,)
# People and settings are no part of the API, so no integration needs the role that rules over them.
FOR_INTEGRATIONS = tuple(role for role in Role if role is not Role.ADMINISTRATOR)


def may_keep(actor: Member) -> bool:
    """Sees, makes and revokes keys."""
    return actor.has_role(*KEEPERS)

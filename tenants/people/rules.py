"""Who may do what with members and invitations."""

from collections.abc import Collection

from tenants.people.models import Member, Role

MANAGERS = (Role.ADMINISTRATOR,)
INVITERS = (Role.ADMINISTRATOR, Role.INNOVATION_MANAGER)
GUEST_INVITERS = (Role.INNOVATION_MANAGER, Role.COACH)


def may_manage(actor: Member) -> bool:
    """Change, close and reopen memberships, and everything about the organisation."""
    return actor.has_role(*MANAGERS)


def may_see_members(actor: Member) -> bool:
    return actor.has_role(*INVITERS)


def may_see_identity(actor: Member, member: Member) -> bool:
    """Whether the actor may see name and address of a member with protected identity."""
    return not member.show_role_only or actor == member or may_manage(actor)


def may_give(actor: Member, roles: Collection[str]) -> bool:
    """Whether the actor may hand out the roles: nobody makes an administrator of anyone without being one."""
    return may_manage(actor) or (may_see_members(actor) and Role.ADMINISTRATOR.value not in roles)


def may_invite_guests(actor: Member) -> bool:
    """Whether the role may open an idea to somebody outside; which idea is another question."""
    return actor.has_role(*GUEST_INVITERS)


def roles_to_give(actor: Member) -> list[Role]:
    return [role for role in Role if may_give(actor, [role.value])]

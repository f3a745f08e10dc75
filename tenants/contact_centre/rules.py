"""Who takes calls."""

from tenants.people.models import Member, Role

TAKERS = (Role.AGENT, Role.COACH, Role.INNOVATION_MANAGER)


def may_take_calls(member: Member) -> bool:
    return member.has_role(*TAKERS)

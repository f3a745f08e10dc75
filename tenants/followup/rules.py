"""Who may see what of the follow-up.

Those who work with the sluice see all of it; how much each coach carries is seen by those who see the coaches' own
page. Every other member sees the short one: how the whole is doing, with no units, sources or names.
"""

from tenants.coaching.rules import SEES_LOAD
from tenants.followup.models import SavedView
from tenants.people.models import Member, Role

SEES_ALL = (Role.INNOVATION_MANAGER, Role.MANAGER, Role.COACH)
OPEN_TO_ALL = frozenset({"flode", "tid", "utfall", "loften"})


def sees_all(member: Member) -> bool:
    return member.has_role(*SEES_ALL)


def may_see(member: Member, section: str) -> bool:
    if section == "arbete":
        return member.has_role(*SEES_LOAD)
    return section in OPEN_TO_ALL or sees_all(member)


def may_change_view(member: Member, view: SavedView) -> bool:
    """Its owner; the innovation manager looks after those that are shared."""
    return view.owner_id == member.pk or (view.shared and member.has_role(Role.INNOVATION_MANAGER))

"""What a coach says about themselves."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction

from sluss.workflow.transitions import NotAllowed
from tenants.coaching.models import CoachProfile, Skill
from tenants.coaching.texts import COACHES_ONLY
from tenants.people.models import Member, Role
from tenants.people.own_settings import change_own_settings


@transaction.atomic
def save_profile(
    *, actor: Member, skills: Collection[Skill], capacity: int, away_until: dt.date | None
) -> CoachProfile:
    """Set the actor's own skills, how many ideas at once they have time for, and absence. Raises NotAllowed."""
    if not actor.has_role(Role.COACH):
        raise NotAllowed(COACHES_ONLY)
    profile, _made = CoachProfile.objects.update_or_create(member=actor, defaults={"capacity": capacity})
    profile.skills.set(skills)
    change_own_settings(member=actor, away_until=away_until, stand_in=actor.stand_in, language=actor.language)
    return profile

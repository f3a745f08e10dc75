"""How much each coach carries: ideas in the chambers, what is promised, what is late."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Min, Q

from sluss import clock
from tenants.coaching.models import DEFAULT_CAPACITY, CoachProfile, Skill
from tenants.ideas.models import IN_CHAMBERS, Idea
from tenants.people.models import Member, Role


@dataclass(frozen=True)
class CoachLoad:
    """One coach today. `room` is how many ideas more there is place for; below zero where there are too many."""

    member: Member
    skills: list[Skill]
    capacity: int
    ideas: int
    late: int
    next_promise: dt.date | None

    @property
    def room(self) -> int:
        return self.capacity - self.ideas

    @property
    def is_away(self) -> bool:
        away = self.member.away_until
        return away is not None and away >= clock.today()


def coach_loads() -> list[CoachLoad]:
    """Every active coach by name. Four statements, however many ideas and coaches there are."""
    members = list(Member.objects.active().with_role(Role.COACH).select_related("unit"))
    profiles = {
        profile.member_id: profile
        for profile in CoachProfile.objects.filter(member__in=members).prefetch_related("skills")
    }
    carried = _carried(members)
    return [_load(member, profiles.get(member.pk), carried.get(member.pk, {})) for member in members]


def _carried(members: list[Member]) -> dict[int, dict[str, int | dt.date | None]]:
    late = Q(promised_on__lt=clock.today())
    rows = (
        Idea.objects.filter(coach__in=members, status__in=IN_CHAMBERS)
        .order_by()
        .values("coach_id")
        .annotate(ideas=Count("pk"), late=Count("pk", filter=late), next_promise=Min("promised_on", filter=~late))
    )
    return {row.pop("coach_id"): row for row in rows}  # type: ignore[misc]  # rows of plain values


def _load(member: Member, profile: CoachProfile | None, carried: dict[str, int | dt.date | None]) -> CoachLoad:
    facts = {"ideas": 0, "late": 0, "next_promise": None} | carried
    return CoachLoad(
        member=member,
        skills=[skill for skill in profile.skills.all() if skill.active] if profile else [],
        capacity=profile.capacity if profile else DEFAULT_CAPACITY,
        **facts,  # type: ignore[arg-type]
    )

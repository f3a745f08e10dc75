"""Which coaches would suit an idea, by what they know and what they carry. A suggestion sorts; a person chooses."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tenants.coaching.load import CoachLoad, coach_loads
from tenants.coaching.models import Skill
from tenants.decisions.rules import recusals
from tenants.ideas.models import Idea, IdeaBearer


@dataclass(frozen=True)
class Suggestion:
    """A coach with what speaks for and against, in words."""

    load: CoachLoad
    reasons: list[str]
    is_now: bool

    @property
    def is_free(self) -> bool:
        return self.load.room > 0 and not self.load.is_away


def skills_in(idea: Idea, skills: Collection[Skill]) -> list[Skill]:
    """The skills that the idea's own words ask for. A word counts where it begins one in the text: “digital” finds
    “digitala”."""
    text = f"{idea.title} {idea.text} {idea.for_whom} {idea.why_now}".casefold()
    return [skill for skill in skills if any(re.search(rf"\b{re.escape(word)}", text) for word in _words(skill))]


def _words(skill: Skill) -> list[str]:
    listed = f"{skill.name_sv},{skill.name_en},{skill.words}".casefold().split(",")
    return [word.strip() for word in listed if word.strip()]


def suggested_coaches(idea: Idea, *, wanted: Collection[Skill]) -> list[Suggestion]:
    """The coaches who may coach the idea: those with room first, then by skills that match, then by what they carry.

    Whoever bears the idea or has a conflict of interest is left out.
    """
    barred = set(IdeaBearer.objects.filter(idea=idea).values_list("member_id", flat=True))
    barred |= set(recusals(idea).values_list("member_id", flat=True))
    found = [_suggestion(idea, load, wanted) for load in coach_loads() if load.member.pk not in barred]
    return sorted(found, key=lambda one: _rank(one, wanted))


def _rank(one: Suggestion, wanted: Collection[Skill]) -> tuple[bool, int, float, str]:
    share = one.load.ideas / max(one.load.capacity, 1)
    return (not one.is_free, -len(_matching(one.load, wanted)), share, one.load.member.sort_key)


def _matching(load: CoachLoad, wanted: Collection[Skill]) -> list[Skill]:
    return [skill for skill in load.skills if skill in wanted]


def _suggestion(idea: Idea, load: CoachLoad, wanted: Collection[Skill]) -> Suggestion:
    reasons = [_about_skills(load, wanted), _about_room(load)]
    if load.late:
        reasons.append(
            ngettext(
                "%(count)d promised answer of theirs is late.",
                "%(count)d promised answers of theirs are late.",
                load.late,
            )
            % {"count": load.late}
        )
    if load.is_away and load.member.away_until:
        reasons.append(_("Away until %(day)s.") % {"day": date_format(load.member.away_until, "j F")})
    if idea.unit_id and idea.unit_id == load.member.unit_id:
        reasons.append(_("Works in the unit that it is about, and knows it from the inside."))
    return Suggestion(load, [reason for reason in reasons if reason], is_now=idea.coach_id == load.member.pk)


def _about_skills(load: CoachLoad, wanted: Collection[Skill]) -> str:
    if matching := _matching(load, wanted):
        return _("Knows what it asks for: %(skills)s.") % {
            "skills": ", ".join(skill.name.lower() for skill in matching)
        }
    if load.skills:
        return _("Is good at other things: %(skills)s.") % {
            "skills": ", ".join(skill.name.lower() for skill in load.skills)
        }
    return _("Has not said yet what they are good at.")


def _about_room(load: CoachLoad) -> str:
    facts = {"ideas": load.ideas, "capacity": load.capacity, "room": load.room}
    if load.room > 0:
        return _("Has room for %(room)d more: coaches %(ideas)d now and has time for %(capacity)d.") % facts
    return _("Has no room: coaches %(ideas)d now and has time for %(capacity)d.") % facts

"""What an idea's page shows around its text: who bears it, the flight it rises through, its timeline, and what the
panels of other apps read.

One statement for them all, because each more is felt on a page that everybody opens: the database puts the rows of
each together as JSON.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import connection

from sluss import clock
from sluss.tenancy.rows import from_json, know_related
from tenants.ideas import timeline
from tenants.ideas.models import IN_CHAMBERS, Idea, IdeaBearer
from tenants.ideas.selectors import FlightStage
from tenants.ideas.surroundings import readings_for
from tenants.people.models import Member
from tenants.pipeline.models import Gate, InnovationModel, Stage

# The story reads its own columns as an array, so that the two never differ.
_story = timeline.STORY.replace(timeline.COLUMNS, f"json_build_array({timeline.COLUMNS}) AS entry", 1)
AROUND = f"""
SELECT
ARRAY(SELECT json_build_array(b, m) FROM {IdeaBearer._meta.db_table} b
      LEFT JOIN {Member._meta.db_table} m ON m.id = b.member_id
      WHERE b.idea_id = %(idea)s ORDER BY b.id),
ARRAY(SELECT json_build_array(s.position, s.name_sv, s.name_en, g.id) FROM {Stage._meta.db_table} s
      LEFT JOIN {Gate._meta.db_table} g ON g.source_id = s.id
      WHERE s.model_id = COALESCE(%(model)s, (SELECT id FROM {InnovationModel._meta.db_table} WHERE in_use))
      ORDER BY s.position),
ARRAY({_story} {timeline.NEWEST_FIRST})"""  # noqa: S608 (constants of this file)


@dataclass(frozen=True)
class Around:
    """The bearers are put into the idea as well, so that rules about them ask nothing more. `read` is what the panels
    asked for, in their order."""

    bearers: list[IdeaBearer]
    stages: list[FlightStage]
    story: list[timeline.Entry]
    read: list[Any]


def around(idea: Idea, *, member: Member) -> Around:
    """The timeline comes newest first."""
    with connection.cursor() as cursor:
        cursor.execute(", ".join([AROUND, *readings_for(member)]), facts_for(idea, member))
        bearers, stages, story, *read = cursor.fetchone()
    found = [_bearer(*row) for row in bearers]
    know_related(idea, "bearers", found)
    return Around(
        bearers=found,
        stages=[FlightStage(*row) for row in stages],
        story=[timeline.entry_of((dt.datetime.fromisoformat(at), *rest)) for at, *rest in story],
        read=read,
    )


def facts_for(idea: Idea, member: Member) -> dict[str, Any]:
    """What the statement may name, `chamber` being the stage while the idea is in it."""
    return {
        "idea": idea.pk,
        "model": idea.stage.model_id if idea.stage else None,
        "chamber": idea.stage_id if idea.status in IN_CHAMBERS else None,
        "member": member.pk,
        "today": clock.today(),
    }


def _bearer(found: dict[str, Any], member: dict[str, Any] | None) -> IdeaBearer:
    bearer = from_json(IdeaBearer, found)
    assert bearer is not None  # it is the row that the member was joined to
    bearer.member = from_json(Member, member)
    return bearer

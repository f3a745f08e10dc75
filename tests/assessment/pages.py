"""What the tests of the assessment pages do over and over."""

import re
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.assessment.answer import declare_free
from tenants.assessment.models import Assessment, Confidence, Side, State
from tenants.ideas.models import Idea
from tenants.people.models import Member, Role
from tests.assessment.conftest import Round
from tests.factories.assessment import ask, assessed
from tests.factories.ideas import make_idea
from tests.factories.people import make_member, sign_in

OVERVIEW, FIGURE, FILE = "/bedomning/oversikt/", "/bedomning/oversikt/figur.csv", "/bedomning/oversikt/export.csv"
SHARE_OUT, SCALES = "/bedomning/fordela/", "/bedomning/kriterier/"
SECRET = "Hemlig kommentar"


def client_for(around: Round, member: Member) -> Client:
    return sign_in(around.municipality, member)


def asked(around: Round, **facts: Any) -> Assessment:
    return ask(around.idea, around.manager, municipality=around.municipality, by=around.leader, **facts)


def opened(around: Round) -> Assessment:
    assessment = asked(around)
    with in_municipality(around.municipality):
        declare_free(assessment, actor=around.manager)
    return assessment


def path_of(assessment: Assessment) -> str:
    return f"/bedomning/{assessment.pk}/"


def state_of(around: Round, assessment: Assessment) -> str:
    with in_municipality(around.municipality):
        return Assessment.objects.get(pk=assessment.pk).status


def typed(page: str, value: object = 4, **changes: Any) -> dict[str, Any]:
    """A filled-in form for the questions on the page."""
    questions = dict.fromkeys(re.findall(r'name="(c\d+)"', page), value)
    revision = re.findall(r'name="revision" value="(\d+)"', page)
    form = {**questions, "confidence": 2, "comment": "Det jag skrev", "revision": revision[0], "action": "submit"}
    return form | changes


BAD: dict[str, dict[str, Any]] = {
    "out of range": {"value": 6},
    "not a number": {"value": "många"},
    "missing": {"value": ""},
    "no confidence": {"confidence": ""},
    "unknown confidence": {"confidence": 7},
    "personal number": {"comment": "Det jag skrev om 19811218-9876"},
    "no revision": {"revision": ""},
    "too long": {"comment": "Det jag skrev" + "a" * 3000},
}


WHO = {
    "leader": (200, True),
    "coach": (200, True),
    "manager": (200, False),
    "bearer": (403, False),
    "colleague": (403, False),
}


def filled(municipality: Municipality, leader: Member, *, ideas: int) -> None:
    """Ideas with two handed in on each side, written in bulk."""
    people = [make_member(Role.MANAGER, municipality=municipality) for _ in range(4)]
    first = make_idea(municipality=municipality, stage=1)
    scale = assessed(first, people[0], 3, municipality=municipality, by=leader).scale
    with in_municipality(municipality):
        copies = [
            Idea(
                title=f"Idé {number}",
                diary_number=100_000 * ideas + number,
                registry_number=f"X {ideas} {number}",
                **{
                    name: getattr(first, name)
                    for name in ("source", "received_at", "authority", "diary_year", "retention_rule", "status")
                },
                stage=first.stage,
                entered_stage_at=first.entered_stage_at,
            )
            for number in range(ideas)
        ]
        facts: dict[str, Any] = {
            "status": State.SUBMITTED,
            "scale": scale,
            "revision": 1,
            "confidence": Confidence.SURE,
        }
        facts |= {"assigned_by": leader, "assigned_at": first.received_at, "submitted_at": first.received_at}
        Assessment.objects.bulk_create(
            Assessment(idea=idea, assessor=person, side=side, score=1 + place, **facts)
            for idea in Idea.objects.bulk_create(copies)
            for place, (person, side) in enumerate(zip(people, [*Side, *Side], strict=True))
        )


def statements(client: Client, path: str) -> int:
    """The fewest of three: what is kept for half a minute may run out in between."""
    return min(_counted(client, path) for _ in range(3))


def _counted(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)

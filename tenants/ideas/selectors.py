"""What the idea pages choose from."""

from dataclasses import dataclass
from typing import ClassVar

from django.db import connection

from sluss.text.swedish import swedish_key
from sluss.web.counted import kept_until_written
from tenants.ideas.models import Idea
from tenants.organisation.models import Unit
from tenants.people.models import Member, Role
from tenants.pipeline.models import InnovationModel, Stage, in_reader_language

PLACES = f"""
SELECT
ARRAY(SELECT json_build_array(s.id, s.name_sv, s.name_en, s.work_limit) FROM {Stage._meta.db_table} s
      JOIN {InnovationModel._meta.db_table} m ON m.id = s.model_id WHERE m.in_use ORDER BY s.position),
ARRAY(SELECT json_build_array(u.id, u.name) FROM {Unit._meta.db_table} u WHERE u.active)"""  # noqa: S608 (constants of this file)


@dataclass(frozen=True)
class Choice:
    """A chamber or a unit to choose. `work_limit` is a chamber's."""

    is_own_key: ClassVar = True
    pk: int
    name: str
    work_limit: int | None = None


@dataclass(frozen=True)
class Places:
    """The chambers of the model in use, in order, and the units in use, by name."""

    stages: list[Choice]
    units: list[Choice]


@dataclass(frozen=True)
class FlightStage:
    """A chamber in a flight, and the key of the gate out of it."""

    position: int
    name_sv: str
    name_en: str
    gate: int | None

    @property
    def name(self) -> str:
        return in_reader_language(self.name_sv, self.name_en)


def places() -> Places:
    """The same for all who read the language, and every page of ideas begins with them: kept until something is
    written."""
    return kept_until_written("places", make=_places)


def _places() -> Places:
    """Both by one statement."""
    with connection.cursor() as cursor:
        cursor.execute(PLACES)
        chambers, units = cursor.fetchone()
    return Places(
        stages=[Choice(pk, in_reader_language(sv, en), limit) for pk, sv, en, limit in chambers],
        units=sorted((Choice(pk, name) for pk, name in units), key=lambda unit: swedish_key(unit.name)),
    )


def coaches() -> list[Member]:
    return list(Member.objects.active().with_role(Role.COACH))


def flight_of(idea: Idea) -> list[FlightStage]:
    """The chambers with their gates, of the model that the idea stands in; before it was taken in, of that in use."""
    return flight_in_use() if idea.stage is None else _flight(model_id=idea.stage.model_id)


def flight_in_use() -> list[FlightStage]:
    return _flight(model__in_use=True)


def _flight(**chosen: object) -> list[FlightStage]:
    found = Stage.objects.filter(**chosen).order_by("position")
    return [FlightStage(*row) for row in found.values_list("position", "name_sv", "name_en", "gate__pk")]

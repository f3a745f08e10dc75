"""What the idea pages choose from."""

from dataclasses import dataclass

from django.db.models import IntegerField, Value

from sluss.text.swedish import swedish_key
from tenants.ideas.models import Idea
from tenants.organisation.models import Unit
from tenants.people.models import Member, Role
from tenants.pipeline.models import Stage, in_reader_language


@dataclass(frozen=True)
class Choice:
    """A chamber or a unit to choose. `work_limit` is a chamber's."""

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
    """Both by one statement, because every page of ideas begins with them."""
    stages = (
        Stage.objects.filter(model__in_use=True)
        .order_by()
        .values_list("position", "pk", "name_sv", "name_en", "work_limit")
    )
    no_number = Value(None, output_field=IntegerField())
    units = Unit.objects.filter(active=True).order_by().values_list(no_number, "pk", "name", Value(""), no_number)
    found = list(stages.union(units, all=True).order_by())
    chambers = sorted(row for row in found if row[0] is not None)
    return Places(
        stages=[Choice(pk, in_reader_language(sv, en), limit) for _, pk, sv, en, limit in chambers],
        units=sorted(
            (Choice(pk, name) for position, pk, name, _, _ in found if position is None),
            key=lambda unit: swedish_key(unit.name),
        ),
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

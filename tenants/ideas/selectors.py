"""What the idea pages choose from."""

from tenants.ideas.models import Idea
from tenants.organisation.models import Unit
from tenants.people.models import Member, Role
from tenants.pipeline.models import Stage


def stages_in_use() -> list[Stage]:
    """The chambers of the model in use, in order."""
    return list(Stage.objects.filter(model__in_use=True).order_by("position"))


def units_in_use() -> list[Unit]:
    return list(Unit.objects.filter(active=True).only("pk", "name"))


def coaches() -> list[Member]:
    return list(Member.objects.active().with_role(Role.COACH))


def flight_of(idea: Idea) -> list[Stage]:
    """The chambers with their gates, of the model that the idea stands in; before it was taken in, of that in use."""
    chosen = {"model__in_use": True} if idea.stage is None else {"model_id": idea.stage.model_id}
    return list(Stage.objects.filter(**chosen).select_related("gate").order_by("position"))

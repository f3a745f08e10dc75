"""Ideas for tests."""

from itertools import count

from sluss import clock
from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.ideas.models import Idea, Source
from tenants.ideas.register import NewBearer, NewIdea, register_idea
from tenants.people.models import Member
from tenants.pipeline.models import Stage

_numbers = count(1)


def make_idea(
    *,
    municipality: Municipality,
    title: str = "",
    text: str = "Vi skulle kunna göra det enklare.",
    source: Source = Source.EMPLOYEE,
    bearer: Member | None = None,
    stage: int | None = None,
    **fields: object,
) -> Idea:
    """An idea registered in the municipality. `stage` 1-5 puts it on its way in that chamber of the model in use;
    without it the idea lies in the inbox. `fields` are set on the row as they are."""
    with in_municipality(municipality):
        new = NewIdea(
            title=title or f"Idé {next(_numbers)}",
            text=text,
            source=source,
            received_at=clock.now(),
            bearers=[NewBearer(member=bearer)] if bearer else [],
        )
        idea, _ = register_idea(new, actor=bearer)
        if stage is not None:
            chamber = Stage.objects.get(model__in_use=True, position=stage)
            fields = {"status": "active", "stage": chamber, "furthest_phase": chamber.phase, **fields}
        if fields:
            for name, value in fields.items():
                setattr(idea, name, value)
            idea.save(update_fields=list(fields))
    return idea

"""Finding versions of the model and what belongs to them."""

from django.db.models import Count

from tenants.model_editor.models import Publishing
from tenants.pipeline.models import InnovationModel, Stage


def draft() -> InnovationModel | None:
    return InnovationModel.objects.filter(in_use=False, published_at=None).first()


def stages_of(model: InnovationModel) -> list[Stage]:
    """In order, each with its gate, who decides there and the conditions: two statements."""
    return list(
        Stage.objects.filter(model=model)
        .select_related("gate__decider__member", "gate__target")
        .prefetch_related("gate__criteria")
        .order_by("position")
    )


def versions() -> list[InnovationModel]:
    """Newest first, with the number of their stages."""
    return list(InnovationModel.objects.annotate(number=Count("stages")).order_by("-version"))


def publishings() -> dict[int, Publishing]:
    """What happened at each publishing, by the key of the version."""
    return {one.model_id: one for one in Publishing.objects.select_related("by", "replaced")}

"""What a new municipality begins with: an authority that receives, rules for keeping, and the model “Fem kamrar”."""

import datetime as dt

from django.db import DEFAULT_DB_ALIAS, transaction

from sluss import clock
from tenants.organisation.models import Authority, RetentionRule
from tenants.pipeline.fem_kamrar import CHAMBERS, NAME, Chamber
from tenants.pipeline.models import Criterion, Gate, InnovationModel, Stage

# Part of the template's fingerprint: raise it when what is written here changes.
VERSION = 3


def create(*, using: str) -> None:
    """Write the first content into the schema that is worked in; once only."""
    with transaction.atomic(using=using):
        if InnovationModel.objects.using(using).exists():
            return
        Authority.objects.using(using).create(name="Kommunstyrelsen", abbreviation="KS", is_default=True)
        RetentionRule.objects.using(using).create(name="Bevaras", keep_for_ever=True, is_default=True)
        write_fem_kamrar(version=1, in_use=True, published_at=clock.now(), using=using)


def write_fem_kamrar(
    *, version: int, in_use: bool, published_at: dt.datetime | None, using: str = DEFAULT_DB_ALIAS
) -> InnovationModel:
    """“Fem kamrar” as a version of the model, with its stages, gates and conditions."""
    model = InnovationModel.objects.using(using).create(
        name=NAME, version=version, in_use=in_use, published_at=published_at
    )
    stages = [_stage(model, position, chamber, using) for position, chamber in enumerate(CHAMBERS, start=1)]
    for index, chamber in enumerate(CHAMBERS):
        target = stages[index + 1] if index + 1 < len(stages) else None
        gate = Gate.objects.using(using).create(source=stages[index], target=target, decider_role=chamber.decider)
        Criterion.objects.using(using).bulk_create(_criteria(gate, chamber))
    return model


def _stage(model: InnovationModel, position: int, chamber: Chamber, using: str) -> Stage:
    return Stage.objects.using(using).create(
        model=model,
        position=position,
        name_sv=chamber.name[0],
        name_en=chamber.name[1],
        phase=chamber.phase,
        purpose_sv=chamber.purpose[0],
        purpose_en=chamber.purpose[1],
        promise_days=chamber.promise_days,
        work_limit=chamber.work_limit,
        bearer_guidance_sv=chamber.bearer[0],
        bearer_guidance_en=chamber.bearer[1],
        manager_guidance_sv=chamber.manager[0],
        manager_guidance_en=chamber.manager[1],
    )


def _criteria(gate: Gate, chamber: Chamber) -> list[Criterion]:
    return [
        Criterion(
            gate=gate,
            code=condition.code,
            position=position,
            kind=condition.kind,
            text_sv=condition.sv,
            text_en=condition.en,
            minimum=condition.minimum,
            maximum=condition.maximum,
        )
        for position, condition in enumerate(chamber.exit, start=1)
    ]

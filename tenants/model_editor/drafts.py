"""The draft of the next version: begun from an existing one or from “Fem kamrar”, and thrown away again."""

from django.db import transaction
from django.utils.translation import gettext as _

from sluss.workflow.transitions import NotPossible, record
from tenants.decisions.models import GateDecider
from tenants.model_editor.rules import require_editor
from tenants.model_editor.selectors import draft, stages_of
from tenants.people.models import Member
from tenants.pipeline.first_content import write_fem_kamrar
from tenants.pipeline.in_use import hold_model_in_use
from tenants.pipeline.models import Criterion, Gate, InnovationModel, Stage

OWN_FIELDS = (
    *("name", "inbox_promise_days", "fast_lane_max_hours", "fast_lane_max_kronor"),
    *("fast_lane_question_sv", "fast_lane_question_en", "fast_lane_roles"),
)
NEVER_COPIED = ("id", "lineage", "model", "gate")


@transaction.atomic
def begin_draft(*, source: InnovationModel | None, actor: Member) -> InnovationModel:
    """A draft like `source`, or like “Fem kamrar” where there is none. Raises NotAllowed, or NotPossible where there is
    a draft already."""
    require_editor(actor)
    hold_model_in_use()
    if draft():
        raise NotPossible(_("There is a draft already. Go on with it, or throw it away first."))
    version = InnovationModel.objects.order_by("-version").values_list("version", flat=True)[0] + 1
    if source is None:
        model = write_fem_kamrar(version=version, in_use=False, published_at=None)
    else:
        model = _copy(source, version=version)
    record(subject=model, kind="model_drafted", actor=actor, data={"from": source.version if source else None})
    return model


@transaction.atomic
def discard_draft(*, actor: Member) -> None:
    """Throw the draft away with everything in it. Raises NotAllowed, or NotPossible where there is none."""
    model = hold_draft(actor=actor)
    record(subject=model, kind="model_discarded", actor=actor, data={"version": model.version})
    Gate.objects.filter(source__model=model).delete()
    Stage.objects.filter(model=model).delete()
    model.delete()


def hold_draft(*, actor: Member) -> InnovationModel:
    """The draft, locked until the transaction ends. Raises NotAllowed, or NotPossible where there is none."""
    require_editor(actor)
    model = InnovationModel.objects.select_for_update(no_key=True).filter(in_use=False, published_at=None).first()
    if model is None:
        raise NotPossible(_("There is no draft any more: somebody has published it or thrown it away."))
    return model


def changed(model: InnovationModel, *, part: str, actor: Member) -> None:
    """Count the change, so that nobody publishes what they have not seen, and note who made it."""
    model.revision += 1
    model.save(update_fields=["revision"])
    record(subject=model, kind="model_changed", actor=actor, data={"part": part, "revision": model.revision})


def _copy(source: InnovationModel, *, version: int) -> InnovationModel:
    own = {name: getattr(source, name) for name in OWN_FIELDS}
    model = InnovationModel.objects.create(version=version, copied_from=source, **own)
    old_stages = stages_of(source)
    new_stages = Stage.objects.bulk_create(
        [Stage(model=model, lineage=old.line, **_content(old)) for old in old_stages]
    )
    targets = [*new_stages[1:], None]
    gates = Gate.objects.bulk_create(
        [
            Gate(source=new, target=target, decider_role=old.gate.decider_role)
            for old, new, target in zip(old_stages, new_stages, targets, strict=True)
        ]
    )
    pairs = [(old.gate, gate) for old, gate in zip(old_stages, gates, strict=True)]
    Criterion.objects.bulk_create(
        [Criterion(gate=gate, **_content(one)) for old, gate in pairs for one in old.criteria.all()]
    )
    _copy_deciders(pairs)
    return model


def _copy_deciders(pairs: list[tuple[Gate, Gate]]) -> None:
    """A named decider or committee goes along with the gate."""
    named = {one.gate_id: one for one in GateDecider.objects.filter(gate__in=[old for old, _new in pairs])}
    GateDecider.objects.bulk_create(
        [
            GateDecider(gate=new, member=named[old.pk].member, committee=named[old.pk].committee)
            for old, new in pairs
            if old.pk in named
        ]
    )


def _content(row: Stage | Criterion) -> dict[str, object]:
    names = [field.name for field in row._meta.concrete_fields if field.name not in NEVER_COPIED]
    return {name: getattr(row, name) for name in names}

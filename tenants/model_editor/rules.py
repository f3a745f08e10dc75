"""Who edits the model, and what a version may not lack."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sluss.workflow.phases import position
from sluss.workflow.transitions import NotAllowed, Text
from tenants.people.models import Member, Role
from tenants.pipeline.models import InnovationModel, Stage

EDITORS = (Role.INNOVATION_MANAGER, Role.ADMINISTRATOR)
NOT_YOURS = gettext_lazy("Only the innovation manager and administrators change the model.")
MOST_STAGES = 12


def require_editor(member: Member) -> None:
    if not member.has_role(*EDITORS):
        raise NotAllowed(NOT_YOURS)


@dataclass(frozen=True)
class Verdict:
    """What stops a version from being published, and what to think of before."""

    errors: list[Text]
    warnings: list[Text]


def judge(model: InnovationModel, stages: Sequence[Stage], *, standing: dict[int, int] | None = None) -> Verdict:
    """Look a version through. `standing` says how many ideas would stand in each of its stages."""
    errors = [*_of_model(model, stages), *_of_names(stages), *_of_phases(stages), *_of_stages(stages)]
    return Verdict(errors=errors, warnings=list(_warnings(stages, standing or {})))


def _of_model(model: InnovationModel, stages: Sequence[Stage]) -> Iterable[Text]:
    if not stages:
        yield _("There is no stage. An idea needs somewhere to stand.")
    if len(stages) > MOST_STAGES:
        yield _("There are %(number)d stages; at most %(most)d can be seen at once.") % {
            "number": len(stages),
            "most": MOST_STAGES,
        }
    if model.inbox_promise_days < 1:
        yield _("The promise of a first answer must be at least one working day.")
    if not model.fast_lane_roles:
        yield _("Nobody may say yes on the spot. Choose at least one role for it.")


def _of_names(stages: Sequence[Stage]) -> Iterable[Text]:
    """Each language has its own names; nobody tells two chambers of one name apart."""
    for names in ([s.name_sv for s in stages], [s.name_en for s in stages if s.name_en]):
        folded = [name.casefold() for name in names]
        for name in dict.fromkeys(names):
            if folded.count(name.casefold()) > 1:
                yield _("More than one stage is called “%(name)s”.") % {"name": name}


def _of_phases(stages: Sequence[Stage]) -> Iterable[Text]:
    for before, after in pairwise(stages):
        if position(after.phase) < position(before.phase):
            yield _("“%(after)s” comes after “%(before)s” but has an earlier phase.") % {
                "after": after.name,
                "before": before.name,
            }


def _of_stages(stages: Sequence[Stage]) -> Iterable[Text]:
    for stage in stages:
        if stage.promise_days < 1:
            yield _("“%(stage)s” must promise an answer within at least one working day.") % {"stage": stage.name}
        for criterion in stage.gate.criteria.all():
            least, most = criterion.minimum, criterion.maximum
            if least is not None and most is not None and least > most:
                yield _("“%(text)s” asks for more than it allows.") % {"text": criterion.text}


def _warnings(stages: Sequence[Stage], standing: dict[int, int]) -> Iterable[Text]:
    for stage in stages:
        if not stage.gate.criteria.all():
            yield _("The gate out of “%(stage)s” has no conditions: it can be opened at once.") % {"stage": stage.name}
        count = standing.get(stage.pk, 0)
        if stage.work_limit is not None and count > stage.work_limit:
            yield _("“%(stage)s” holds %(limit)d ideas, but %(count)d would stand in it.") % {
                "stage": stage.name,
                "limit": stage.work_limit,
                "count": count,
            }

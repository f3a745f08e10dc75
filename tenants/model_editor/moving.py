"""Which ideas follow when the model changes, and where each of them would go."""

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, QuerySet

from sluss import clock
from tenants.ideas.models import IN_CHAMBERS, CriterionAnswer, Idea, Status
from tenants.pipeline.models import Criterion, InnovationModel, Stage
from tenants.pipeline.working_days import add_working_days

# An idea that was connected to another one keeps its stage and may come back to it.
MOVING = (*IN_CHAMBERS, Status.MERGED)


def moving_ideas(draft: InnovationModel) -> QuerySet[Idea]:
    """The ideas that must not be left behind, by key."""
    return Idea.objects.filter(status__in=MOVING, stage__isnull=False).exclude(stage__model=draft).order_by("pk")


def seen_now(draft: InnovationModel, places: Iterable[tuple[int, int]]) -> str:
    """The draft and where every moving idea stands, as one word: what has been seen before is published is this."""
    text = ",".join(f"{idea}:{stage}" for idea, stage in places)
    return f"{draft.revision}-{hashlib.sha256(text.encode()).hexdigest()[:20]}"


def places_of(draft: InnovationModel) -> list[tuple[int, int]]:
    """Each moving idea with its stage, by key."""
    return list(moving_ideas(draft).values_list("pk", "stage_id"))


@dataclass(frozen=True)
class Way:
    """A stage that ideas stand in, with the stage of the draft that they go to, and what that means for them."""

    source: Stage
    ideas: int
    target: Stage | None
    carried: list[Criterion] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    unanswered: list[Criterion] = field(default_factory=list)

    @property
    def renewed_on(self) -> dt.date | None:
        """The day promised where promises are counted anew."""
        return add_working_days(clock.today(), self.target.promise_days) if self.target else None

    @property
    def changes_phase(self) -> bool:
        return self.target is not None and self.target.phase != self.source.phase


def likely_target(source: Stage, targets: Sequence[Stage]) -> Stage | None:
    """The stage that the old one became: its copy, else one of the same name. Otherwise somebody must choose."""
    names = {name.casefold() for name in (source.name_sv, source.name_en) if name}
    by_line = [target for target in targets if target.line == source.line]
    by_name = [target for target in targets if {target.name_sv.casefold(), target.name_en.casefold()} & names]
    return next(iter(by_line or by_name), None)


def sources_of(places: Iterable[tuple[int, int]], current: Sequence[Stage]) -> list[tuple[Stage, int]]:
    """Every stage of the version in use, and any older one that an idea still stands in, with how many do."""
    counts = Counter(stage for _idea, stage in places)
    older = counts.keys() - {stage.pk for stage in current}
    left = Stage.objects.filter(pk__in=older).select_related("gate").prefetch_related("gate__criteria") if older else []
    return [(stage, counts[stage.pk]) for stage in (*current, *left)]


def ways_of(sources: Sequence[tuple[Stage, int]], targets: Sequence[Stage], mapping: dict[int, int]) -> list[Way]:
    """What the mapping means, stage by stage: which answered conditions follow, and which are left."""
    by_key = {target.pk: target for target in targets}
    answered = _answered([stage.pk for stage, count in sources if count])
    return [_way(stage, count, by_key.get(mapping.get(stage.pk, 0)), answered) for stage, count in sources]


def _way(source: Stage, count: int, target: Stage | None, answered: dict[int, dict[tuple[str, str], str]]) -> Way:
    here = answered.get(source.pk, {})
    if target is None:
        return Way(source=source, ideas=count, target=None)
    conditions = list(target.gate.criteria.all())
    kept = {(one.code, one.kind) for one in conditions}
    asked = {(one.code, one.kind) for one in source.gate.criteria.all()}
    return Way(
        source=source,
        ideas=count,
        target=target,
        carried=[one for one in conditions if (one.code, one.kind) in here],
        unanswered=[one for one in conditions if (one.code, one.kind) not in here],
        left=[text for key, text in here.items() if key in asked and key not in kept],
    )


def _answered(stages: list[int]) -> dict[int, dict[tuple[str, str], str]]:
    """By stage: the conditions that ideas there have answered, by code and kind, with their wording."""
    found: dict[int, dict[tuple[str, str], str]] = {}
    rows = (
        CriterionAnswer.objects.filter(idea__stage__in=stages, idea__status__in=MOVING)
        .values("idea__stage", "criterion__code", "criterion__kind", "criterion__text_sv", "criterion__text_en")
        .annotate(number=Count("*"))
        .order_by("criterion__code")
    )
    for row in rows:
        text = Criterion(text_sv=row["criterion__text_sv"], text_en=row["criterion__text_en"]).text
        found.setdefault(row["idea__stage"], {})[row["criterion__code"], row["criterion__kind"]] = text
    return found


def standing_after(ways: Iterable[Way]) -> dict[int, int]:
    """How many ideas would stand in each stage of the draft."""
    counts: Counter[int] = Counter()
    for way in ways:
        if way.target:
            counts[way.target.pk] += way.ideas
    return dict(counts)

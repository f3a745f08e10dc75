"""Taking the draft into use: running ideas go to the stages that were chosen for them, all in one transaction.

One transaction and no job in steps, because half a publishing would leave ideas in two models at once, on no board and
at gates that nobody decides at. Two thousand ideas take a second or two.

A held proposal is somebody's own text about one question: shall this idea go on to that stage? It follows to the new
gate where that asks the same (same stages before and behind, same decider); where it would become the answer to
another question, nothing is published until it has been registered or withdrawn.
"""

from collections.abc import Sequence
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sluss import clock
from sluss.workflow.models import Event
from sluss.workflow.phases import position
from sluss.workflow.transitions import NotPossible, Text, record
from tenants.decisions.models import Proposal
from tenants.ideas import facts
from tenants.ideas.models import IN_CHAMBERS, CriterionAnswer, Idea, Status
from tenants.ideas.stays import promise_of
from tenants.model_editor import moving
from tenants.model_editor.drafts import hold_draft
from tenants.model_editor.models import Promises, Publishing
from tenants.model_editor.rules import judge, require_editor
from tenants.model_editor.selectors import stages_of
from tenants.people.models import Member
from tenants.pipeline.in_use import hold_model_in_use
from tenants.pipeline.models import Criterion, Gate, InnovationModel, Stage
from tenants.pipeline.working_days import add_working_days

EVENT = "model_replaced"
SENTENCES: dict[str, Text] = {EVENT: gettext_lazy("The sluice got a new model, and the idea its place in it")}
BATCH = 5000
# A CASE for every idea, as Django's own bulk_update writes it, took two thirds of the time that publishing takes.
MOVED = f"""
UPDATE {Idea._meta.db_table} AS idea
SET stage_id = new.stage_id, furthest_phase = new.phase, entered_stage_at = new.entered, promised_on = new.promised
FROM unnest(%s::bigint[], %s::bigint[], %s::text[], %s::timestamptz[], %s::date[])
    AS new (id, stage_id, phase, entered, promised)
WHERE idea.id = new.id"""  # noqa: S608 (constants of this file)


class NewLook(NotPossible):
    """The draft or the ideas have changed since the preview was made."""

    def __init__(self) -> None:
        super().__init__(
            _("Ideas have moved, or somebody has changed the draft, since you saw this. Look again before you publish.")
        )


@transaction.atomic
def publish(*, mapping: dict[int, int], seen: str, promises: str, actor: Member) -> Publishing:
    """Take the draft into use. `mapping` gives for every stage where ideas stand the stage of the draft they go to.

    Raises NotAllowed, NewLook where what `seen` stands for is not what stands now, or NotPossible (no draft, the draft
    has errors, a stage without a target, a proposal that cannot follow); then nothing has changed.
    """
    require_editor(actor)
    old = hold_model_in_use()
    draft = hold_draft(actor=actor)
    targets = stages_of(draft)
    if errors := judge(draft, targets).errors:
        raise NotPossible(*errors)
    ideas = _held_ideas(draft)
    if seen != moving.seen_now(draft, [(idea.pk, idea.stage_id or 0) for idea in ideas]):
        raise NewLook
    chosen = _chosen(ideas, targets, mapping)
    _carry_proposals(ideas, chosen)
    _take_into_use(old, draft)
    sources = [idea.stage_id or 0 for idea in ideas]
    answers = _carry_answers(ideas, chosen)
    _move(ideas, chosen, promises=promises, actor=actor)
    record(subject=draft, kind="model_published", actor=actor, data={"replaced": old.version, "ideas": len(ideas)})
    return Publishing.objects.create(
        model=draft,
        replaced=old,
        by=actor,
        at=clock.now(),
        promises=promises,
        mapping=[
            {"from": source, "to": chosen[source].pk, "ideas": sources.count(source)}
            for source in dict.fromkeys(sources)
        ],
        ideas=len(ideas),
        answers=answers,
    )


def _held_ideas(draft: InnovationModel) -> list[Idea]:
    """Locked in the order of their keys, without their texts."""
    stages = Stage.objects.exclude(model=draft).values("pk")
    held = Idea.objects.select_for_update(no_key=True, of=("self",)).select_related("stage__gate")
    texts = ("text", "for_whom", "why_now")
    return list(held.filter(status__in=moving.MOVING, stage__in=stages).defer(*texts).order_by("pk"))


def _chosen(ideas: Sequence[Idea], targets: Sequence[Stage], mapping: dict[int, int]) -> dict[int, Stage]:
    by_key = {target.pk: target for target in targets}
    here = {idea.stage_id: idea.stage for idea in ideas}
    chosen = {source: by_key.get(mapping.get(source or 0, 0)) for source in here}
    if missing := [here[source] for source, target in chosen.items() if target is None]:
        text = _("Choose where the ideas in “%(stage)s” go.")
        raise NotPossible(*[text % {"stage": stage.name} for stage in missing if stage])
    return {source or 0: target for source, target in chosen.items() if target}


def _take_into_use(old: InnovationModel, draft: InnovationModel) -> None:
    """The old one first: two in use at once is what the database forbids."""
    old.in_use = False
    old.save(update_fields=["in_use"])
    draft.in_use, draft.published_at = True, clock.now()
    draft.save(update_fields=["in_use", "published_at"])


def _carry_proposals(ideas: Sequence[Idea], chosen: dict[int, Stage]) -> None:
    by_key = {idea.pk: idea for idea in ideas}
    stuck: list[Idea] = []
    follow: dict[int, list[int]] = {}
    held = Proposal.objects.filter(idea__in=by_key).select_related("gate__source", "gate__target", "gate__decider")
    for proposal in held:
        idea = by_key[proposal.idea_id]
        gate = chosen[idea.stage_id or 0].gate
        if idea.status not in IN_CHAMBERS or not asks_the_same(proposal.gate, gate):
            stuck.append(idea)
            continue
        follow.setdefault(gate.pk, []).append(proposal.pk)
    if stuck:
        text = _("Proposals are held that would answer another question: %(numbers)s. Register or withdraw them first.")
        raise NotPossible(text % {"numbers": ", ".join(idea.registry_number for idea in stuck)})
    for gate_key, proposals in follow.items():
        Proposal.objects.filter(pk__in=proposals).update(gate=gate_key)


def asks_the_same(old: Gate, new: Gate) -> bool:
    """Whether a proposal at the one gate is an answer at the other: same stages around it and same decider."""
    return (
        old.source.line == new.source.line
        and (old.target.line if old.target else None) == (new.target.line if new.target else None)
        and _decider(old) == _decider(new)
    )


def _decider(gate: Gate) -> tuple[Any, ...]:
    named = getattr(gate, "decider", None)
    return gate.decider_role, named.member_id if named else None, named.committee if named else ""


def _carry_answers(ideas: Sequence[Idea], chosen: dict[int, Stage]) -> int:
    """Answers follow to conditions of the same code and kind; the latest one, where an idea has given several."""
    wanted = {
        idea.pk: {(one.code, one.kind): one for one in chosen[idea.stage_id or 0].gate.criteria.all()} for idea in ideas
    }
    given = CriterionAnswer.objects.filter(idea__in=wanted).select_related("criterion").order_by("answered_at", "pk")
    carried: dict[tuple[int, int], CriterionAnswer] = {}
    for answer in given:
        condition = wanted[answer.idea_id].get((answer.criterion.code, answer.criterion.kind))
        if condition:
            carried[answer.idea_id, condition.pk] = _copy(answer, condition)
    return len(CriterionAnswer.objects.bulk_create(carried.values(), batch_size=BATCH))


def _copy(answer: CriterionAnswer, condition: Criterion) -> CriterionAnswer:
    return CriterionAnswer(
        idea_id=answer.idea_id,
        criterion=condition,
        met=answer.met,
        evidence=answer.evidence,
        number=answer.number,
        member_id=answer.member_id,
        answered_by_id=answer.answered_by_id,
        answered_at=answer.answered_at,
    )


def _move(ideas: Sequence[Idea], chosen: dict[int, Stage], *, promises: str, actor: Member) -> None:
    events = [_moved(idea, chosen[idea.stage_id or 0], promises=promises, actor=actor) for idea in ideas]
    _save_places(ideas)
    written = Event.objects.bulk_create(events, batch_size=BATCH)
    facts.tell_region_many([(idea, event.pk) for idea, event in zip(ideas, written, strict=True)])


def _save_places(ideas: Sequence[Idea]) -> None:
    """One statement, however many ideas."""
    columns: list[Any] = [
        [idea.pk for idea in ideas],
        [idea.stage_id for idea in ideas],
        [str(idea.furthest_phase) for idea in ideas],
        [idea.entered_stage_at for idea in ideas],
        [idea.promised_on for idea in ideas],
    ]
    with connection.cursor() as cursor:
        cursor.execute(MOVED, columns)


def _moved(idea: Idea, target: Stage, *, promises: str, actor: Member) -> Event:
    """Put the idea in its stage. In another phase a new stretch of its way begins; in the same one it only goes on,
    so that the days it has waited are not forgotten."""
    data: dict[str, Any] = {"moved_from": idea.stage_id, "moved_to": target.pk}
    begins = idea.status in IN_CHAMBERS and (idea.stage is None or idea.stage.phase != target.phase)
    if begins:
        data |= {"from": idea.status, "to": idea.status} | promise_of(idea)
        idea.entered_stage_at = clock.now()
    if idea.status == Status.ACTIVE and promises == Promises.RENEW:
        idea.promised_on = add_working_days(clock.today(), target.promise_days)
    idea.stage = target
    idea.furthest_phase = max(idea.furthest_phase, target.phase, key=position)
    return Event(subject="idea", subject_id=idea.pk, kind=EVENT, actor_id=actor.pk, at=clock.now(), data=data)

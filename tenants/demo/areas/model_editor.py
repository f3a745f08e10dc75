"""A municipality that has made the model its own: Uddevalla has four steps with names of its own, as version 2."""

from random import Random
from typing import Any

from sluss import clock
from tenants.decisions.draft import Seen
from tenants.decisions.models import Proposal
from tenants.decisions.withdraw_proposal import withdraw_proposal
from tenants.demo.dates import EIGHTEEN_MONTHS, instant
from tenants.demo.replay import Replay
from tenants.guidance.change import change_step
from tenants.guidance.steps import BY_KEY
from tenants.guidance.texts import Words, words_of_step
from tenants.ideas.models import Idea
from tenants.model_editor import moving, parts
from tenants.model_editor.drafts import begin_draft
from tenants.model_editor.models import Promises
from tenants.model_editor.publish import publish
from tenants.model_editor.selectors import stages_of
from tenants.people.models import Member
from tenants.pipeline.in_use import model_in_use
from tenants.pipeline.models import InnovationModel, Stage

# After all others, which place ideas by the chambers that everyone begins with.
ORDER = 90
OWN_MODEL = "uddevalla"
OWN_WORDS = "skovde"
NAME = "Uddevallas fyra steg"
# What each chamber is called there. The first two chambers are one step.
RENAMED: dict[int, dict[str, Any]] = {
    1: {
        "name_sv": "Förstå och forma",
        "name_en": "Understand and shape",
        "purpose_sv": "Vi lyssnar på dem det gäller och formar minst tre sätt att göra det bättre.",
        "purpose_en": "We listen to those it concerns and shape at least three ways to make it better.",
        "phase": "develop",
        "promise_days": 20,
        "work_limit": 25,
    },
    3: {"name_sv": "Prova på riktigt", "name_en": "Try for real", "promise_days": 40, "work_limit": 10},
    4: {"name_sv": "Göra till vardag", "name_en": "Make it everyday"},
    5: {"name_sv": "Ge vidare", "name_en": "Pass it on"},
}
BEFORE = Words(
    "Har du sett något som kunde vara bättre? Skriv det som du skulle säga det i fikarummet.\n\n"
    "Är du osäker, ring Ingrid på idéslussen. Hon hjälper dig att få ner det på fem minuter.",
    "Have you seen something that could be better? Write it as you would say it over coffee.\n\n"
    "If you are unsure, call Ingrid at the idea sluice. She helps you to get it down in five minutes.",
)


def tell(replay: Replay, *, few: bool) -> None:
    editor, slug = replay.members["innovation"], replay.municipality.slug
    rng = Random(f"{slug} model")  # noqa: S311 (repeatable, no secret)
    # Made with the municipality, just now: here it has been in use for as long as there have been ideas.
    InnovationModel.objects.filter(in_use=True).update(published_at=instant(EIGHTEEN_MONTHS + 5, rng))
    if slug == OWN_MODEL and not few:
        with clock.held_at(instant(1, rng)):
            _own_model(editor)
    if slug == OWN_WORDS and not few:
        step = BY_KEY["bearer-before"]
        with clock.held_at(instant(2, rng)):
            change_step(step, words=BEFORE, seen=words_of_step(step, None).seen, actor=editor)


def _own_model(editor: Member) -> None:
    draft = begin_draft(source=model_in_use(), actor=editor)
    _change(draft, {"name": NAME, "fast_lane_max_hours": 16, "fast_lane_max_kronor": 10_000}, editor)
    stages = stages_of(draft)
    for stage in stages:
        if stage.position in RENAMED:
            _change(stage, RENAMED[stage.position], editor)
    understood, shaped = stages[0], stages[1]
    need = [parts.values_of(one) for one in understood.gate.criteria.all()]
    # Ideas at the old second chamber have answered its conditions: their gate stays, and the need's come to it.
    _change(shaped, RENAMED[1], editor)
    parts.remove_part(understood, seen=_seen(understood), actor=editor)
    for values in need:
        parts.add_criterion(shaped, values=values, actor=editor)
    _withdraw_proposals()
    _publish(draft, editor)


def _withdraw_proposals() -> None:
    """Held proposals to go on from the step that is no more: whoever holds one takes it back before the publishing."""
    held = Proposal.objects.filter(gate__source__position=1, gate__source__model=model_in_use())
    for proposal in held.select_related("prepared_by"):
        idea = Idea.objects.select_related("stage__gate", "coach").get(pk=proposal.idea_id)
        withdraw_proposal(idea, seen=Seen.now(idea), actor=proposal.prepared_by)


def _publish(draft: InnovationModel, editor: Member) -> None:
    targets = stages_of(draft)
    now = stages_of(model_in_use())
    mapping = {stage.pk: (moving.likely_target(stage, targets) or targets[0]).pk for stage in now}
    draft.refresh_from_db()
    seen = moving.seen_now(draft, moving.places_of(draft))
    publish(mapping=mapping, seen=seen, promises=Promises.KEEP, actor=editor)


def _change(part: InnovationModel | Stage, changes: dict[str, Any], editor: Member) -> None:
    fresh = type(part)._default_manager.get(pk=part.pk)
    values = parts.values_of(fresh) | changes
    parts.change_part(fresh, values=values, seen=parts.state_of(fresh), actor=editor)


def _seen(stage: Stage) -> str:
    return parts.state_of(Stage.objects.select_related("gate").get(pk=stage.pk))

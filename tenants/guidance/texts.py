"""What the guidance says here: the municipality's own words where it has any, else those from the beginning."""

import hashlib
from dataclasses import dataclass
from typing import Self

from django.urls import reverse
from django.utils.functional import Promise

from sluss.workflow.phases import Phase
from tenants.guidance.models import GuidanceText
from tenants.guidance.steps import STEPS, Audience, Step
from tenants.pipeline.fem_kamrar import CHAMBERS
from tenants.pipeline.models import Stage, in_reader_language

CAPTURE = (
    (
        "Du har gjort det viktigaste: berättat. Fyll på om du kommer på fler som känner igen sig.",
        "You have done the most important part: told us. Add to it if you think of others who recognise it.",
    ),
    (
        "Ge personen tid att berätta klart. Fråga vem det gäller och hur ofta det händer.",
        "Give the person time to tell it all. Ask whom it concerns and how often it happens.",
    ),
)
PHASE_WORDS = {Phase.CAPTURE: CAPTURE} | {chamber.phase: (chamber.bearer, chamber.manager) for chamber in CHAMBERS}


@dataclass(frozen=True)
class Words:
    """A text in both languages."""

    sv: str
    en: str

    @classmethod
    def of_stage(cls, stage: Stage, audience: str) -> Self:
        return cls(getattr(stage, f"{audience}_guidance_sv"), getattr(stage, f"{audience}_guidance_en"))

    def __str__(self) -> str:
        return in_reader_language(self.sv, self.en)

    @property
    def seen(self) -> str:
        """What a form keeps from when it was opened until it is saved."""
        return hashlib.sha256(f"{self.sv}\0{self.en}".encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Section:
    """A step as it stands on the guidance page. `stage` is set for a stage's own words."""

    anchor: str
    title: str | Promise
    words: Words
    own: bool
    edit_url: str
    stage: Stage | None = None


def default_of_stage(stage: Stage, audience: str) -> Words:
    """What a stage of this phase says from the beginning."""
    bearer, manager = PHASE_WORDS[Phase(stage.phase)]
    return Words(*(bearer if audience == Audience.BEARER else manager))


def words_of_stage(stage: Stage, audience: str) -> Words:
    """The stage's own words, else those of its phase. Asks the database nothing."""
    own = Words.of_stage(stage, audience)
    return own if own.sv else default_of_stage(stage, audience)


def words_of_step(step: Step, own: GuidanceText | None) -> Words:
    return Words(own.text_sv, own.text_en) if own else Words(step.sv, step.en)


def sections_for(audience: Audience) -> list[Section]:
    """Every step of the way in order, the stages of the model in use among them: two statements."""
    own = {row.step: row for row in GuidanceText.objects.all()}
    stages = Stage.objects.filter(model__in_use=True).order_by("position")
    steps = [step for step in STEPS if step.audience == audience]
    before = [_section(step, own.get(step.key)) for step in steps if step.before]
    after = [_section(step, own.get(step.key)) for step in steps if not step.before]
    return [*before, *(_of_stage(stage, audience) for stage in stages), *after]


def _section(step: Step, own: GuidanceText | None) -> Section:
    words, edit = words_of_step(step, own), reverse(f"guidance:{step.key}")
    return Section(anchor=step.key, title=step.title, words=words, own=own is not None, edit_url=edit)


def _of_stage(stage: Stage, audience: Audience) -> Section:
    words = words_of_stage(stage, audience)
    return Section(
        anchor=f"steg-{stage.pk}",
        title=stage.name,
        words=words,
        own=words != default_of_stage(stage, audience),
        edit_url=reverse("guidance:stage", args=[stage.pk, audience.value]),
        stage=stage,
    )

"""The municipality's own innovation model, as rows: stages, the gates between them and what must be true at each."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sluss.workflow.phases import Phase
from tenants.people.models import Role, role_labels
from tenants.pipeline.fast_lane import NO_RISK_EN, NO_RISK_SV, spot_roles


def in_reader_language(swedish: str, english: str) -> str:
    """The English where the reader reads English and there is any."""
    return english if english and (get_language() or "sv").startswith("en") else swedish


class InnovationModel(models.Model):
    """A version of the model. Exactly one is in use, and running ideas stand in its stages. At most one is a draft.

    `revision` counts the changes of a draft, so that whoever publishes it publishes what they saw.
    """

    name = models.CharField(_("name"), max_length=80)
    version = models.PositiveIntegerField(unique=True)
    in_use = models.BooleanField(default=False)
    inbox_promise_days = models.PositiveSmallIntegerField(
        default=5, help_text=_("Working days until the first answer.")
    )
    published_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=1)
    copied_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="copies")

    fast_lane_max_hours = models.PositiveSmallIntegerField(default=8)
    fast_lane_max_kronor = models.PositiveIntegerField(default=5000)
    fast_lane_question_sv = models.CharField(max_length=200, default=NO_RISK_SV)
    fast_lane_question_en = models.CharField(max_length=200, blank=True, default=NO_RISK_EN)
    fast_lane_roles = ArrayField(models.CharField(max_length=20, choices=Role), default=spot_roles)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["in_use"], condition=models.Q(in_use=True), name="one_model_in_use"),
            models.UniqueConstraint(
                fields=["in_use"], condition=models.Q(in_use=False, published_at=None), name="one_draft"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"

    @property
    def is_draft(self) -> bool:
        return not self.in_use and self.published_at is None

    @property
    def fast_lane_question(self) -> str:
        """The question about risk that is answered yes before something is done straight away."""
        return in_reader_language(self.fast_lane_question_sv, self.fast_lane_question_en)

    @property
    def yes_roles(self) -> list[Role]:
        """Whose own yes it is. An innovation manager records that of another, where there is another to ask."""
        named = [Role(role) for role in self.fast_lane_roles]
        return [role for role in named if role != Role.INNOVATION_MANAGER] or named

    @property
    def fast_lane_role_labels(self) -> list[str]:
        return role_labels(self.fast_lane_roles)


class Stage(models.Model):
    """A chamber. Its local name is the municipality's; its phase is one of the six canonical ones.

    `lineage` is the key of the first stage that this one descends from by copying, so that versions can be compared.
    """

    model = models.ForeignKey(InnovationModel, on_delete=models.PROTECT, related_name="stages")
    position = models.PositiveSmallIntegerField()
    lineage = models.BigIntegerField(null=True, blank=True)
    name_sv = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60, blank=True)
    phase = models.CharField(max_length=10, choices=Phase)
    purpose_sv = models.TextField(blank=True)
    purpose_en = models.TextField(blank=True)
    promise_days = models.PositiveSmallIntegerField(help_text=_("Working days until the next answer."))
    work_limit = models.PositiveSmallIntegerField(null=True, blank=True)
    bearer_guidance_sv = models.TextField(blank=True)
    bearer_guidance_en = models.TextField(blank=True)
    manager_guidance_sv = models.TextField(blank=True)
    manager_guidance_en = models.TextField(blank=True)

    class Meta:
        ordering = ("model", "position")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["model", "position"], name="one_stage_a_position"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def line(self) -> int:
        return self.lineage or self.pk

    @property
    def name(self) -> str:
        return in_reader_language(self.name_sv, self.name_en)

    @property
    def purpose(self) -> str:
        return in_reader_language(self.purpose_sv, self.purpose_en)

    @property
    def bearer_guidance(self) -> str:
        return in_reader_language(self.bearer_guidance_sv, self.bearer_guidance_en)

    @property
    def manager_guidance(self) -> str:
        return in_reader_language(self.manager_guidance_sv, self.manager_guidance_en)


class Gate(models.Model):
    """The way out of a stage. Without a `target` the gate closes the flight: the idea is implemented."""

    source = models.OneToOneField(Stage, on_delete=models.PROTECT, related_name="gate")
    target = models.OneToOneField(Stage, on_delete=models.PROTECT, related_name="entrance", null=True, blank=True)
    decider_role = models.CharField(max_length=20, choices=Role, default=Role.MANAGER)

    def __str__(self) -> str:
        return f"{self.source} → {self.target or _('implemented')}"


class Criterion(models.Model):
    """A condition for passing a gate, answered on the idea with evidence before the gate can open."""

    class Kind(models.TextChoices):
        CONFIRMED = "confirmed", _("confirmed in words")
        COUNT_OR_TEXT = "count_or_text", _("a number, or words instead")
        NUMBER = "number", _("a number")
        MEMBER = "member", _("a person in the organisation")
        EQUALITY = "equality", _("a question about equality, answered in words")

    gate = models.ForeignKey(Gate, on_delete=models.CASCADE, related_name="criteria")
    code = models.SlugField(max_length=40)
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=15, choices=Kind, default=Kind.CONFIRMED)
    text_sv = models.CharField(max_length=200)
    text_en = models.CharField(max_length=200, blank=True)
    help_sv = models.CharField(max_length=300, blank=True)
    help_en = models.CharField(max_length=300, blank=True)
    minimum = models.PositiveIntegerField(null=True, blank=True)
    maximum = models.PositiveIntegerField(null=True, blank=True)
    needs_evidence = models.BooleanField(default=False, help_text=_("Evidence in words is needed beside the answer."))

    class Meta:
        ordering = ("gate", "position")
        verbose_name_plural = "criteria"
        constraints: ClassVar = [models.UniqueConstraint(fields=["gate", "code"], name="one_criterion_a_code")]

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        return in_reader_language(self.text_sv, self.text_en)

    @property
    def help(self) -> str:
        return in_reader_language(self.help_sv, self.help_en)

"""Assessments: what is scored on either side, who was asked, and what they answered on which text."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tenants.ideas.models import Idea
from tenants.people.models import Member
from tenants.pipeline.models import in_reader_language

LOWEST, HIGHEST = 1, 5


class Side(models.TextChoices):
    """The two are scored apart and blind to each other, so that what is easy does not pass for what is needed."""

    NEED = "need", pgettext_lazy("side", "need")
    FEASIBILITY = "feasibility", pgettext_lazy("side", "feasibility")


class State(models.TextChoices):
    """How far one assessment has come. `declared`: free of conflicts of interest, so the text has been opened."""

    ASSIGNED = "assigned", pgettext_lazy("assessment", "asked")
    DECLARED = "declared", pgettext_lazy("assessment", "opened")
    DRAFT = "draft", pgettext_lazy("assessment", "begun")
    SUBMITTED = "submitted", pgettext_lazy("assessment", "handed in")
    ABSTAINED = "abstained", pgettext_lazy("assessment", "abstained")
    CONFLICTED = "conflicted", pgettext_lazy("assessment", "conflict of interest")
    WITHDRAWN = "withdrawn", pgettext_lazy("assessment", "withdrawn")


OPEN = (State.ASSIGNED, State.DECLARED, State.DRAFT)
BEGUN = (State.DECLARED, State.DRAFT)


class Confidence(models.IntegerChoices):
    """How sure the assessor is."""

    GUESS = 1, pgettext_lazy("confidence", "a guess")
    FAIRLY = 2, pgettext_lazy("confidence", "fairly sure")
    SURE = 3, pgettext_lazy("confidence", "sure")


class Scale(models.Model):
    """One version of what is scored on a side. Never changed: a new version is published, and the old one stays with
    the assessments that were made by it."""

    side = models.CharField(max_length=11, choices=Side)
    version = models.PositiveSmallIntegerField()
    in_use = models.BooleanField(default=True)
    published_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["side", "version"], name="assessment_scale_version"),
            models.UniqueConstraint(
                fields=["side"], condition=models.Q(in_use=True), name="assessment_one_scale_in_use"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_side_display()} {self.version}"


class ScaleCriterion(models.Model):
    """A question that is answered from 1 to 5, with what the two ends mean."""

    scale = models.ForeignKey(Scale, on_delete=models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField()
    name_sv = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    low_sv = models.CharField(max_length=160)
    low_en = models.CharField(max_length=160, blank=True)
    high_sv = models.CharField(max_length=160)
    high_en = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ("position",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scale", "position"], name="assessment_criterion_place")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return in_reader_language(self.name_sv, self.name_en)

    @property
    def low(self) -> str:
        return in_reader_language(self.low_sv, self.low_en)

    @property
    def high(self) -> str:
        return in_reader_language(self.high_sv, self.high_en)


class Assessment(models.Model):
    """One member's assessment of one side of one idea. A member has one side of an idea, never both."""

    idea = models.ForeignKey(Idea, on_delete=models.PROTECT, related_name="assessments")
    assessor = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="assessments")
    side = models.CharField(_("side"), max_length=11, choices=Side)
    status = models.CharField(max_length=10, choices=State, default=State.ASSIGNED)
    scale = models.ForeignKey(Scale, on_delete=models.PROTECT, null=True, related_name="+")
    revision = models.PositiveIntegerField(null=True, help_text="Of the idea's text, as the assessor read it.")
    score = models.DecimalField(max_digits=3, decimal_places=2, null=True, help_text="Mean over the criteria.")
    confidence = models.PositiveSmallIntegerField(_("confidence"), choices=Confidence, null=True)
    comment = models.TextField(_("comment"), blank=True)
    abstained_because = models.CharField(max_length=300, blank=True)
    assigned_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField()
    due_on = models.DateField(_("due on"), null=True, blank=True)
    submitted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("side", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["idea", "assessor"],
                condition=~models.Q(status=State.WITHDRAWN),
                name="assessment_one_side_a_member",
            ),
            models.CheckConstraint(
                condition=~models.Q(status=State.SUBMITTED)
                | models.Q(
                    score__range=(LOWEST, HIGHEST),
                    confidence__isnull=False,
                    submitted_at__isnull=False,
                    scale__isnull=False,
                    revision__isnull=False,
                ),
                name="assessment_submitted_is_whole",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["assessor"], condition=models.Q(status__in=OPEN), name="assessment_queue"),
            models.Index(fields=["idea", "side"], name="assessment_of_idea"),
        ]

    def __str__(self) -> str:
        return f"{self.idea}: {self.get_side_display()}"

    @property
    def is_open(self) -> bool:
        return self.status in OPEN


class Score(models.Model):
    """The answer to one criterion; while the assessment is a draft there may be none."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(ScaleCriterion, on_delete=models.PROTECT, related_name="+")
    value = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assessment", "criterion"], name="assessment_one_score"),
            models.CheckConstraint(condition=models.Q(value__range=(LOWEST, HIGHEST)), name="assessment_score_range"),
        ]

    def __str__(self) -> str:
        return str(self.value)


class PinnedText(models.Model):
    """The idea's text as it was when somebody assessed it. Apart from the assessments, so that it can be detached."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="+")
    revision = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    for_whom = models.TextField(blank=True)
    why_now = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["idea", "revision"], name="assessment_pinned_once")]

    def __str__(self) -> str:
        return f"{self.title} ({self.revision})"

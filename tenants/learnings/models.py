"""What is known now that was not before. A draft may change; what a leader has signed stands, and a later one may
supersede it."""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sluss.workflow.phases import Phase
from tenants.ideas.models import Idea
from tenants.people.models import Member

MOST_KRONOR = 2_000_000_000


class Occasion(models.TextChoices):
    """When something was learned."""

    CONCLUDED = "concluded", pgettext_lazy("occasion", "the idea was concluded")
    TRIAL_ENDED = "trial_ended", pgettext_lazy("occasion", "a trial ended")
    IMPLEMENTED = "implemented", pgettext_lazy("occasion", "the idea was implemented")
    STUDY_VISIT = "study_visit", pgettext_lazy("occasion", "a study visit")
    ON_THE_WAY = "on_the_way", pgettext_lazy("occasion", "on the way")


class Visibility(models.TextChoices):
    MUNICIPALITY = "municipality", _("everyone who works in the municipality")
    PUBLIC = "public", _("everyone")


class LearningText(models.Model):
    """What a learning says, as draft and as signed."""

    idea = models.ForeignKey(Idea, on_delete=models.PROTECT, related_name="%(class)ss")
    occasion = models.CharField(_("learned when"), max_length=12, choices=Occasion)
    assumption = models.TextField(_("what we believed"))
    learned = models.TextField(_("what we know now"))
    evidence = models.TextField(_("what it rests on"), blank=True)
    helps = models.TextField(_("who it may help"), blank=True)
    cost_saved = models.PositiveIntegerField(
        _("cost saved by stopping, kronor"), null=True, blank=True, validators=[MaxValueValidator(MOST_KRONOR)]
    )
    cost_basis = models.TextField(_("how the cost was estimated"), blank=True)
    tags = ArrayField(models.CharField(max_length=40), default=list, blank=True, verbose_name=_("tags"))
    visibility = models.CharField(
        _("who may read it"), max_length=12, choices=Visibility, default=Visibility.MUNICIPALITY
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.learned[:60]


class Learning(LearningText):
    """A signed learning. Never rewritten: a later one says so by `supersedes`, and both have the same `thread`."""

    append_only = True

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    thread = models.UUIDField(default=uuid.uuid4, editable=False)
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    phase = models.CharField(max_length=10, choices=Phase, help_text="The furthest phase that the idea had reached.")
    written_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    signed_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()
    words = models.GeneratedField(
        expression=SearchVector("learned", "assumption", "evidence", "helps", config="swedish"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        ordering = ("-signed_at", "-id")
        indexes: ClassVar = [
            models.Index(fields=["-signed_at", "-id"], name="learnings_newest"),
            models.Index(fields=["thread"], name="learnings_thread"),
            GinIndex(fields=["words"], name="learnings_words"),
        ]


class LearningDraft(LearningText):
    """A learning that nobody has signed yet: inner work, changed freely."""

    supersedes = models.ForeignKey(Learning, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    revision = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ("-written_at", "-id")


class LearningMark(models.Model):
    """Somebody says that a learning helped: a thank-you, or that it was used in an idea."""

    class Kind(models.TextChoices):
        THANKS = "thanks", pgettext_lazy("mark", "thank you")
        USED = "used", pgettext_lazy("mark", "used")

    learning = models.ForeignKey(Learning, on_delete=models.PROTECT, related_name="marks")
    kind = models.CharField(max_length=6, choices=Kind)
    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["learning", "member"], condition=models.Q(kind="thanks"), name="thanked_once"
            ),
            models.UniqueConstraint(fields=["learning", "idea"], condition=models.Q(kind="used"), name="used_once"),
            models.CheckConstraint(
                condition=models.Q(kind="thanks", idea__isnull=True) | models.Q(kind="used", idea__isnull=False),
                name="used_in_an_idea",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.learning_id}"

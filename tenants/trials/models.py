"""Trials with their clearances, those who receive the result, and what the work takes in hours and kronor."""

import datetime as dt
import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sluss import clock
from tenants.ideas.models import Idea
from tenants.organisation.models import Unit
from tenants.people.models import Member

DEFAULT_WEEKS = 12
MOST_WEEKS = 52


class Status(models.TextChoices):
    """Where a trial stands (DOMAIN.md)."""

    PLANNED = "planned", pgettext_lazy("trial", "being planned")
    CLEARED = "cleared", pgettext_lazy("trial", "cleared to start")
    RUNNING = "running", pgettext_lazy("trial", "running")
    PAUSED = "paused", pgettext_lazy("trial", "paused")
    COMPLETED = "completed", pgettext_lazy("trial", "completed, result awaited")
    ANALYSED = "analysed", pgettext_lazy("trial", "analysed")
    STOPPED = "stopped", pgettext_lazy("trial", "stopped")


UNDER_WAY = (Status.RUNNING, Status.PAUSED)
ENDED = (Status.COMPLETED, Status.ANALYSED, Status.STOPPED)


class Recommendation(models.TextChoices):
    GO_ON = "go_on", pgettext_lazy("recommendation", "go on")
    ADJUST = "adjust", pgettext_lazy("recommendation", "adjust and try again")
    STOP = "stop", pgettext_lazy("recommendation", "stop with learning")


class Trial(models.Model):
    """One try on a small scale. Participants are counts only: no person is named in a trial."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    idea = models.ForeignKey(Idea, on_delete=models.PROTECT, related_name="trials")
    status = models.CharField(max_length=10, choices=Status, default=Status.PLANNED)
    revision = models.PositiveIntegerField(default=1)
    name = models.CharField(_("what the trial is called"), max_length=120)
    leader = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="led_trials", verbose_name=_("leader"))
    receiving_owner = models.ForeignKey(
        Member,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="received_trials",
        verbose_name=_("receiving owner"),
    )

    alternatives = models.TextField(_("alternatives compared, one a line"), blank=True)
    effect_chain = models.TextField(_("effect chain"), blank=True)
    rough_benefit = models.TextField(_("rough benefit"), blank=True)
    equality = models.TextField(_("4R"), blank=True)
    hypothesis = models.TextField(_("hypothesis"), blank=True)
    measure = models.TextField(_("measure"), blank=True)
    measure_unit = models.CharField(_("unit of the measure"), max_length=40, blank=True)
    baseline = models.TextField(_("baseline"), blank=True)
    baseline_number = models.DecimalField(_("baseline, number"), max_digits=14, decimal_places=2, null=True, blank=True)
    stop_rule = models.TextField(_("stop rule"), blank=True)
    stop_number = models.DecimalField(_("stop rule, number"), max_digits=14, decimal_places=2, null=True, blank=True)
    lower_is_better = models.BooleanField(_("lower is better"), default=False)
    weeks = models.PositiveSmallIntegerField(_("ceiling in weeks"), default=DEFAULT_WEEKS)
    money = models.PositiveIntegerField(_("ceiling in kronor"), null=True, blank=True)
    places = models.ManyToManyField(Unit, related_name="trials", blank=True, verbose_name=_("where"))
    staff = models.PositiveIntegerField(_("staff who take part"), null=True, blank=True)
    residents = models.PositiveIntegerField(_("residents who take part"), null=True, blank=True)
    starts_on = models.DateField(_("planned start"), null=True, blank=True)
    ends_on = models.DateField(_("planned end"), null=True, blank=True)

    started_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    pause_reason = models.TextField(blank=True)
    stop_reason = models.TextField(blank=True)
    time_told_at = models.DateTimeField(null=True)
    money_told_at = models.DateTimeField(null=True)

    measured = models.TextField(_("what was measured"), blank=True)
    measured_number = models.DecimalField(_("measured, number"), max_digits=14, decimal_places=2, null=True, blank=True)
    stop_rule_met = models.BooleanField(_("the stop rule was reached"), null=True)
    conclusion = models.TextField(_("conclusion"), blank=True)
    recommendation = models.CharField(_("recommendation"), max_length=6, choices=Recommendation, blank=True)
    analysed_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("-created_at", "-id")
        indexes: ClassVar = [models.Index(fields=["status"], name="trials_by_status")]

    def __str__(self) -> str:
        return self.name

    @property
    def latest_end(self) -> dt.date | None:
        """The last day under the ceiling in time; None before the start."""
        return self.started_on + dt.timedelta(weeks=self.weeks) if self.started_on else None

    @property
    def alternative_count(self) -> int:
        """How many alternatives are written down, one a line."""
        return sum(bool(line.strip()) for line in self.alternatives.splitlines())

    @property
    def is_over_time(self) -> bool:
        """Whether a trial that is under way has passed its ceiling in time."""
        end = self.latest_end
        return self.status in UNDER_WAY and end is not None and clock.today() > end


class Clearance(models.Model):
    """A go-ahead that a trial needs, with who answers for it and until when it holds."""

    class Kind(models.TextChoices):
        DATA_PROTECTION = "data_protection", pgettext_lazy("clearance", "data protection")
        RISK = "risk", pgettext_lazy("clearance", "risk and safety")
        ETHICS = "ethics", pgettext_lazy("clearance", "ethics")
        WORK_ENVIRONMENT = "work_environment", pgettext_lazy("clearance", "work environment and unions")
        PROCUREMENT = "procurement", pgettext_lazy("clearance", "procurement and state aid")
        MEDICAL_DEVICE = "medical_device", pgettext_lazy("clearance", "medical device")
        AI = "ai", pgettext_lazy("clearance", "artificial intelligence")

    class Answer(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("clearance", "waits for an answer")
        GRANTED = "granted", pgettext_lazy("clearance", "granted")
        NOT_NEEDED = "not_needed", pgettext_lazy("clearance", "not needed")
        REFUSED = "refused", pgettext_lazy("clearance", "refused")

    trial = models.ForeignKey(Trial, on_delete=models.CASCADE, related_name="clearances")
    kind = models.CharField(_("what it is about"), max_length=16, choices=Kind)
    owner = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", verbose_name=_("who answers for it"))
    answer = models.CharField(_("answer"), max_length=10, choices=Answer, default=Answer.WAITING)
    conditions = models.TextField(_("reasons and conditions"), blank=True)
    expires_on = models.DateField(_("holds until"), null=True, blank=True)
    answered_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)
        constraints: ClassVar = [models.UniqueConstraint(fields=["trial", "kind"], name="one_clearance_a_kind")]

    def __str__(self) -> str:
        return f"{self.trial_id} {self.kind}"

    @property
    def holds(self) -> bool:
        """Whether it allows the trial today."""
        answered = self.answer in (self.Answer.GRANTED, self.Answer.NOT_NEEDED)
        return answered and not self.has_expired

    @property
    def has_expired(self) -> bool:
        return self.expires_on is not None and self.expires_on < clock.today()


class Reception(models.Model):
    """That somebody has been named as receiving owner of an idea's result, and what they answered."""

    class Answer(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("receiving owner", "has not answered")
        CONFIRMED = "confirmed", pgettext_lazy("receiving owner", "receives it")
        DECLINED = "declined", pgettext_lazy("receiving owner", "has declined")

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="receptions")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="receptions")
    answer = models.CharField(max_length=9, choices=Answer, default=Answer.WAITING)
    reason = models.TextField(blank=True)
    named_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-named_at", "-id")
        constraints: ClassVar = [models.UniqueConstraint(fields=["idea", "member"], name="one_reception_a_member")]

    def __str__(self) -> str:
        return f"{self.idea_id} {self.member_id}"


class EffortKind(models.TextChoices):
    """What an entry is for. The first four are hours, the others kronor."""

    WORK = "work", pgettext_lazy("effort", "work on the idea")
    COACHING = "coaching", pgettext_lazy("effort", "coaching")
    TRIAL = "trial", pgettext_lazy("effort", "work in the trial")
    DECIDING = "deciding", pgettext_lazy("effort", "preparing and deciding")
    PURCHASE = "purchase", pgettext_lazy("effort", "purchase")
    CONSULTANT = "consultant", pgettext_lazy("effort", "consultant")
    OTHER = "other", pgettext_lazy("effort", "other cost")


IN_HOURS = (EffortKind.WORK, EffortKind.COACHING, EffortKind.TRIAL, EffortKind.DECIDING)


class Rate(models.Model):
    """What an hour of a kind costs the municipality, set by the innovation manager. Without a row: `DEFAULT_RATE`."""

    kind = models.CharField(max_length=10, choices=EffortKind, unique=True)
    kronor = models.PositiveIntegerField(help_text=_("Kronor an hour, social fees included."))

    def __str__(self) -> str:
        return f"{self.kind} {self.kronor}"


class Effort(models.Model):
    """Hours or kronor spent on an idea. Never changed: a correction is a new row that names the one it replaces."""

    append_only = True

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    idea = models.ForeignKey(Idea, on_delete=models.PROTECT, related_name="efforts")
    trial = models.ForeignKey(Trial, on_delete=models.PROTECT, null=True, blank=True, related_name="efforts")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="efforts")
    day = models.DateField()
    kind = models.CharField(max_length=10, choices=EffortKind)
    hours = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    kronor = models.PositiveIntegerField(help_text=_("What it cost: hours by the rate of that day, or the sum paid."))
    note = models.CharField(max_length=200, blank=True)
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    entered_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ("-day", "-id")

    def __str__(self) -> str:
        return f"{self.idea_id} {self.day} {self.kronor}"

"""Benefit: how an idea is thought to have effect, what it is reckoned to be worth, and what was measured."""

import uuid
from decimal import Decimal
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tenants.ideas.models import Idea
from tenants.people.models import Member

# What an hour of a municipal employee costs with social contributions and overhead, where nobody has said otherwise:
# a round figure near SKR's average monthly pay with on-costs of about 40 % over some 140 worked hours.
DEFAULT_HOURLY_RATE = Decimal(420)
MOST = Decimal("999999999999.99")
MOST_YEARS = 30


class Kind(models.TextChoices):
    """What sort of benefit a line or measure is about. They are never added together."""

    FINANCIAL = "financial", pgettext_lazy("benefit", "money")
    FREED_TIME = "freed_time", pgettext_lazy("benefit", "freed time")
    QUALITY = "quality", pgettext_lazy("benefit", "quality")
    ENVIRONMENT = "environment", pgettext_lazy("benefit", "environment")


class Link(models.TextChoices):
    """The links of an effect chain, in order."""

    RESOURCES = "resources", pgettext_lazy("effect chain", "resources")
    ACTIVITIES = "activities", pgettext_lazy("effect chain", "activities")
    OUTPUTS = "outputs", pgettext_lazy("effect chain", "outputs")
    OUTCOMES = "outcomes", pgettext_lazy("effect chain", "outcomes")
    EFFECTS = "effects", pgettext_lazy("effect chain", "effects")


class Point(models.TextChoices):
    """When a measure is taken: the same one each time."""

    BASELINE = "baseline", pgettext_lazy("point", "before")
    AFTER = "after", pgettext_lazy("point", "after")
    MONTHS_6 = "months_6", pgettext_lazy("point", "after 6 months")
    MONTHS_12 = "months_12", pgettext_lazy("point", "after 12 months")


class Ground(models.TextChoices):
    """What a value rests on. The confidence of a benefit is never better than this."""

    GUESS = "guess", pgettext_lazy("ground", "an estimate")
    STORIES = "stories", pgettext_lazy("ground", "what people tell")
    MEASURED = "measured", pgettext_lazy("ground", "measured")


class Case(models.Model):
    """The effect chain and the calculation of one idea. Its row is locked, and its revision raised, by every change."""

    idea = models.OneToOneField(Idea, on_delete=models.CASCADE, related_name="benefit_case")
    hourly_rate = models.DecimalField(
        _("what an hour costs, kronor"),
        max_digits=8,
        decimal_places=2,
        default=DEFAULT_HOURLY_RATE,
        validators=[MinValueValidator(Decimal(1)), MaxValueValidator(Decimal(10_000))],
    )
    conclusion = models.TextField(_("what the comparison says"), blank=True)
    revision = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.idea}"


class EffectStep(models.Model):
    """A row of the effect chain, and what must hold for it to lead to the next link."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="steps")
    link = models.CharField(max_length=10, choices=Link)
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200)
    assumption = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("position", "id")

    def __str__(self) -> str:
        return self.text


class Alternative(models.Model):
    """One way to go. Every comparison has exactly one that is to do nothing."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="alternatives")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("name"), max_length=120, blank=True)
    does_nothing = models.BooleanField(default=False)
    description = models.TextField(_("in a few words"), blank=True)

    class Meta:
        ordering = ("-does_nothing", "position", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case"], condition=models.Q(does_nothing=True), name="one_do_nothing"),
        ]

    def __str__(self) -> str:
        return self.name or str(_("To do nothing"))


class Line(models.Model):
    """A gain or a cost of an alternative, as a range. `unit` is the person's own for quality and environment."""

    alternative = models.ForeignKey(Alternative, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(_("kind"), max_length=11, choices=Kind)
    is_cost = models.BooleanField(default=False)
    text = models.CharField(_("what"), max_length=200)
    unit = models.CharField(_("unit"), max_length=40)
    low = models.DecimalField(_("low"), max_digits=14, decimal_places=2)
    likely = models.DecimalField(_("likely"), max_digits=14, decimal_places=2)
    high = models.DecimalField(_("high"), max_digits=14, decimal_places=2)
    per_year = models.BooleanField(default=True)
    years = models.PositiveSmallIntegerField(_("years"), default=1)
    use_of_time = models.CharField(_("what happens with the freed time"), max_length=200, blank=True)

    class Meta:
        ordering = ("position", "id")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(low__gte=0, likely__gte=models.F("low"), high__gte=models.F("likely")),
                name="low_likely_high",
            ),
            models.CheckConstraint(
                condition=models.Q(years__gte=1, years__lte=MOST_YEARS), name="line_lasts_some_years"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Benefit(models.Model):
    """A measure taken before, after, and after 6 and 12 months under one identifier. What it came to is computed from
    its measurements. Money is counted in kronor a year and freed time in hours a year, so that they can be added."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    idea = models.ForeignKey(Idea, on_delete=models.PROTECT, related_name="benefits")
    kind = models.CharField(_("kind"), max_length=11, choices=Kind)
    name = models.CharField(_("what is measured"), max_length=160)
    unit = models.CharField(_("unit"), max_length=40)
    more_is_better = models.BooleanField(default=True)
    how = models.TextField(_("how it is measured"), blank=True)
    target = models.DecimalField(_("goal"), max_digits=14, decimal_places=2, null=True, blank=True)
    receiving_owner = models.ForeignKey(
        Member,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="owned_benefits",
        verbose_name=_("receiving owner"),
    )
    in_use_from = models.DateField(_("in use from"), null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("-created_at", "-id")
        indexes: ClassVar = [models.Index(fields=["-created_at", "-id"], name="benefits_newest")]

    def __str__(self) -> str:
        return self.name


class Measurement(models.Model):
    """A value at a point. Never rewritten: a correction is a new row that names the one it corrects."""

    append_only = True

    benefit = models.ForeignKey(Benefit, on_delete=models.PROTECT, related_name="measurements")
    point = models.CharField(max_length=9, choices=Point)
    value = models.DecimalField(max_digits=14, decimal_places=2)
    numerator = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    denominator = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    ground = models.CharField(max_length=8, choices=Ground)
    how = models.TextField()
    measured_on = models.DateField()
    measured_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )

    class Meta:
        ordering = ("recorded_at", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["benefit", "point"], condition=models.Q(corrects__isnull=True), name="one_first_value_a_point"
            ),
            models.CheckConstraint(
                condition=models.Q(numerator__isnull=True, denominator__isnull=True)
                | models.Q(numerator__isnull=False, denominator__gt=0),
                name="a_share_of_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.benefit_id} {self.point}: {self.value}"


class Reminder(models.Model):
    """A letter about a measurement that is due: one to the receiving owner, and one to the innovation managers when
    it has waited too long."""

    append_only = True

    class Kind(models.TextChoices):
        DUE = "due"
        ESCALATED = "escalated"

    benefit = models.ForeignKey(Benefit, on_delete=models.PROTECT, related_name="reminders")
    point = models.CharField(max_length=9, choices=Point)
    kind = models.CharField(max_length=9, choices=Kind)
    sent_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["benefit", "point", "kind"], name="reminded_once"),
        ]

    def __str__(self) -> str:
        return f"{self.benefit_id} {self.point} {self.kind}"

"""The council's and committees' goals and year plan, and what is done towards them."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tenants.benefits.models import Benefit
from tenants.challenges.models import Challenge
from tenants.needs.models import Need
from tenants.organisation.models import Authority, Unit
from tenants.people.models import Member
from tenants.pipeline.models import in_reader_language

FIRST_YEAR, LAST_YEAR = 2000, 2100


class Kind(models.TextChoices):
    GOAL = "goal", pgettext_lazy("goal", "goal")
    ASSIGNMENT = "assignment", pgettext_lazy("goal", "assignment in the year plan")


class Status(models.TextChoices):
    ACTIVE = "active", pgettext_lazy("goal", "in force")
    ARCHIVED = "archived", pgettext_lazy("goal", "archived")


class Goal(models.Model):
    """A goal or an assignment; a tree by `parent`. It is archived, never deleted: what was done towards it remains."""

    code = models.CharField(
        _("number"), max_length=20, help_text=_("As it stands in the plan, such as KF 2 or VON 2.1.")
    )
    title_sv = models.CharField(_("in Swedish"), max_length=200)
    title_en = models.CharField(_("in English"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.GOAL)
    authority = models.ForeignKey(
        Authority, on_delete=models.PROTECT, related_name="goals", verbose_name=_("decided by")
    )
    year_from = models.PositiveSmallIntegerField(_("from the year"))
    year_to = models.PositiveSmallIntegerField(_("to the year"))
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("part of")
    )
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="goals", verbose_name=_("responsible unit")
    )
    status = models.CharField(_("status"), max_length=8, choices=Status, default=Status.ACTIVE)

    class Meta:
        ordering = ("code", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "year_from", "year_to"], name="one_number_a_period"),
            models.CheckConstraint(condition=models.Q(year_to__gte=models.F("year_from")), name="ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def title(self) -> str:
        return in_reader_language(self.title_sv, self.title_en)


class GoalLink(models.Model):
    """Something that works towards a goal: one table a kind, so that every key is a real one."""

    linked_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    linked_at = models.DateTimeField()

    class Meta:
        abstract = True


class GoalChallenge(GoalLink):
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="challenge_links")
    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="goal_links")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["goal", "challenge"], name="goal_challenge_once")]

    def __str__(self) -> str:
        return f"{self.goal_id} {self.challenge_id}"


class GoalNeed(GoalLink):
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="need_links")
    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="goal_links")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["goal", "need"], name="goal_need_once")]

    def __str__(self) -> str:
        return f"{self.goal_id} {self.need_id}"


class GoalBenefit(GoalLink):
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="benefit_links")
    benefit = models.ForeignKey(Benefit, on_delete=models.CASCADE, related_name="goal_links")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["goal", "benefit"], name="goal_benefit_once")]

    def __str__(self) -> str:
        return f"{self.goal_id} {self.benefit_id}"

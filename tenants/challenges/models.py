"""Challenges: a question ("Hur kan vi ...") put to many for a while, and what came of it."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sluss import clock
from tenants.ideas.models import Idea
from tenants.organisation.models import Unit
from tenants.people.models import Member


class Status(models.TextChoices):
    """Where a challenge stands. A draft is read by those who work on it alone."""

    DRAFT = "draft", pgettext_lazy("challenge", "draft")
    ANNOUNCED = "announced", pgettext_lazy("challenge", "announced")
    OPEN = "open", pgettext_lazy("challenge", "open for ideas")
    CLOSED = "closed", pgettext_lazy("challenge", "closed")
    FOLLOWED_UP = "followed_up", pgettext_lazy("challenge", "followed up")
    CANCELLED = "cancelled", pgettext_lazy("challenge", "cancelled")


class Audience(models.TextChoices):
    """Whom the question is put to. It says who is invited; who may read is `Visibility`."""

    UNITS = "units", pgettext_lazy("audience", "certain units")
    EMPLOYEES = "employees", pgettext_lazy("audience", "all employees")
    RESIDENTS = "residents", pgettext_lazy("audience", "residents and employees")


class Visibility(models.TextChoices):
    INTERNAL = "internal", _("everyone who works in the municipality")
    PUBLIC = "public", _("everyone, without signing in")


class Challenge(models.Model):
    """A question with a reason, an owner and a period. `key` is the name it has outside the municipality: what a
    regional challenge would know it by."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("the question"), max_length=200)
    why_now = models.TextField(_("why now"), blank=True)
    affected = models.TextField(_("who is affected"), blank=True)
    owner = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="challenges", verbose_name=_("owner"))
    audience = models.CharField(_("put to"), max_length=9, choices=Audience, default=Audience.EMPLOYEES)
    units = models.ManyToManyField(Unit, related_name="challenges", blank=True, verbose_name=_("units"))
    visibility = models.CharField(_("read by"), max_length=8, choices=Visibility, default=Visibility.INTERNAL)
    opens_on = models.DateField(_("first day"), null=True, blank=True)
    closes_on = models.DateField(_("last day"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=11, choices=Status, default=Status.DRAFT)
    revision = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    announced_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    cancel_reason = models.TextField(_("why it was cancelled"), blank=True)

    class Meta:
        ordering = ("-opens_on", "-id")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(opens_on__isnull=True)
                | models.Q(closes_on__isnull=True)
                | models.Q(closes_on__gte=models.F("opens_on")),
                name="closes_after_opening",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=(Status.DRAFT, Status.CANCELLED))
                | models.Q(opens_on__isnull=False, closes_on__isnull=False, announced_at__isnull=False),
                name="announced_has_period",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["status", "closes_on"], name="challenges_by_day"),
            models.Index(fields=["-opens_on", "-id"], name="challenges_newest"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_public(self) -> bool:
        return self.visibility == Visibility.PUBLIC

    @property
    def takes_answers(self) -> bool:
        """Open, and its last day is not over, though nobody may have closed it yet."""
        return self.status == Status.OPEN and self.closes_on is not None and clock.today() <= self.closes_on


class ChallengeCriterion(models.Model):
    """What a good answer has; told on the landing page, in this order."""

    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200)

    class Meta:
        ordering = ("position",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["challenge", "position"], name="one_criterion_a_place"),
        ]

    def __str__(self) -> str:
        return self.text


class ChallengeAnswer(models.Model):
    """An idea that answers a challenge. `added_by` is the member who tied them together by hand; nobody where the idea
    was left as an answer."""

    challenge = models.ForeignKey(Challenge, on_delete=models.PROTECT, related_name="answers")
    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="challenge_answers")
    added_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ("added_at", "id")
        constraints: ClassVar = [models.UniqueConstraint(fields=["challenge", "idea"], name="answers_once")]

    def __str__(self) -> str:
        return f"{self.idea_id} answers {self.challenge_id}"


class Mailing(models.Model):
    """Letters about a challenge, written in the background a batch at a time. `reached` is the key of the last
    receiver that has been seen to, so that a job that was killed goes on where it was and nobody is written to twice.
    """

    class Kind(models.TextChoices):
        INVITATION = "invitation", pgettext_lazy("mailing", "invitation")
        REPORT = "report", pgettext_lazy("mailing", "what came of it")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="mailings")
    kind = models.CharField(max_length=10, choices=Kind)
    units = models.ManyToManyField(Unit, related_name="+", blank=True)
    message = models.TextField(_("a word of your own"), blank=True)
    started_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    sent = models.PositiveIntegerField(default=0)
    reached = models.BigIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-started_at", "-id")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["challenge"], condition=models.Q(kind="report"), name="told_back_once_a_challenge"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.challenge_id}"


class Invited(models.Model):
    """A member who has been invited to answer, once whatever units they were found through."""

    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="invited")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    mailing = models.ForeignKey(Mailing, on_delete=models.CASCADE, related_name="invited")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at", "-id")
        constraints: ClassVar = [models.UniqueConstraint(fields=["challenge", "member"], name="invited_once")]

    def __str__(self) -> str:
        return f"{self.member_id} to {self.challenge_id}"


class Report(models.Model):
    """What came of a challenge. `at_closing` is counted when it closes, `at_report` when the report is told back."""

    challenge = models.OneToOneField(Challenge, on_delete=models.CASCADE, related_name="report")
    came_in = models.TextField(_("what came in"), blank=True)
    taken_on = models.TextField(_("what was taken on"), blank=True)
    learned = models.TextField(_("what we learned"), blank=True)
    at_closing = models.JSONField(default=dict)
    at_report = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    told_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"report {self.challenge_id}"

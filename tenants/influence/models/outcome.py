"""What was said, what was learnt from it, and what came of it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import pgettext_lazy

from tenants.challenges.models import Challenge
from tenants.files.models import StoredFile
from tenants.ideas.models import Idea
from tenants.influence.models.session import ONE_SUBJECT, Kind, ResidentSession
from tenants.needs.models import Need
from tenants.people.models import Member
from tenants.pipeline.models import in_reader_language

NO_SUBJECT = models.Q(need__isnull=True, idea__isnull=True, challenge__isnull=True)


class Outcome(models.TextChoices):
    """What came of a finding."""

    DECISION = "decision", pgettext_lazy("finding", "it was decided on")
    CHANGE = "change", pgettext_lazy("finding", "something was changed")
    WHY_NOT = "why_not", pgettext_lazy("finding", "nothing was changed, and why")


class Note(models.Model):
    """Something that was said or seen, without names. For those who run sessions; findings are for everyone."""

    session = models.ForeignKey(ResidentSession, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField()
    written_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ("written_at", "id")

    def __str__(self) -> str:
        return str(self.session_id)


class SessionFile(StoredFile):
    """A picture of what was drawn, a sound or a paper from a session. For those who run sessions, as the notes are."""

    session = models.ForeignKey(ResidentSession, on_delete=models.CASCADE, related_name="files")


class Finding(models.Model):
    """What was learnt from a session, what it concerns, and what came of it."""

    session = models.ForeignKey(ResidentSession, on_delete=models.CASCADE, related_name="findings")
    text = models.TextField()
    need = models.ForeignKey(Need, on_delete=models.SET_NULL, null=True, related_name="+")
    idea = models.ForeignKey(Idea, on_delete=models.SET_NULL, null=True, related_name="+")
    challenge = models.ForeignKey(Challenge, on_delete=models.SET_NULL, null=True, related_name="+")
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    came_of_it = models.TextField(blank=True)
    written_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ("written_at", "id")
        constraints: ClassVar = [
            models.CheckConstraint(condition=ONE_SUBJECT | NO_SUBJECT, name="finding_concerns_one_at_most"),
            models.CheckConstraint(
                condition=models.Q(outcome="") | ~models.Q(came_of_it=""), name="what_came_of_it_is_told"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class ChecklistLine(models.Model):
    """A line of the municipality's own checklist for digital services. Without any, the product's own holds."""

    position = models.PositiveSmallIntegerField(unique=True)
    text_sv = models.CharField(max_length=300)
    text_en = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("position",)

    def __str__(self) -> str:
        return self.text_sv


class Check(models.Model):
    """A line of the checklist as it read when the prototype was tried, and how that went."""

    class Result(models.TextChoices):
        UNKNOWN = "", pgettext_lazy("check", "not tried")
        YES = "yes", pgettext_lazy("check", "yes")
        PARTLY = "partly", pgettext_lazy("check", "partly")
        NO = "no", pgettext_lazy("check", "no")

    session = models.ForeignKey(ResidentSession, on_delete=models.CASCADE, related_name="checks")
    position = models.PositiveSmallIntegerField()
    text_sv = models.CharField(max_length=300)
    text_en = models.CharField(max_length=300, blank=True)
    result = models.CharField(max_length=6, choices=Result, blank=True)
    remark = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("position",)
        constraints: ClassVar = [models.UniqueConstraint(fields=["session", "position"], name="one_check_a_line")]

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        return in_reader_language(self.text_sv, self.text_en)


class OpenSession(models.Model):
    """What everyone may read of a session: texts as somebody read and opened them. `took_part` is empty where so few
    came that somebody could be known by it."""

    session = models.OneToOneField(ResidentSession, on_delete=models.CASCADE, primary_key=True, related_name="opened")
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=9, choices=Kind)
    held_on = models.DateField()
    took_part = models.PositiveIntegerField(null=True)
    said = models.TextField()
    came_of_it = models.TextField()
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-opened_at", "-pk")
        indexes: ClassVar = [models.Index(fields=["-opened_at"], name="open_sessions_newest")]

    def __str__(self) -> str:
        return self.title

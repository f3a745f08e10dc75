"""Sessions with residents, and who is asked to them."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tenants.challenges.models import Challenge
from tenants.ideas.models import Idea
from tenants.influence.models.panel import Panelist, ResidentPanel
from tenants.needs.models import Need
from tenants.people.models import Member

ONE_SUBJECT = (
    models.Q(need__isnull=False, idea__isnull=True, challenge__isnull=True)
    | models.Q(need__isnull=True, idea__isnull=False, challenge__isnull=True)
    | models.Q(need__isnull=True, idea__isnull=True, challenge__isnull=False)
)


class Kind(models.TextChoices):
    INTERVIEW = "interview", pgettext_lazy("session", "interview")
    WORKSHOP = "workshop", pgettext_lazy("session", "workshop")
    PROTOTYPE = "prototype", pgettext_lazy("session", "prototype test")
    PANEL = "panel", pgettext_lazy("session", "panel discussion")
    SURVEY = "survey", pgettext_lazy("session", "survey round")


class Status(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("session", "planned")
    INVITED = "invited", pgettext_lazy("session", "people are invited")
    HELD = "held", pgettext_lazy("session", "held")
    WRITTEN_UP = "written_up", pgettext_lazy("session", "written up")
    TOLD = "told", pgettext_lazy("session", "told back")
    CANCELLED = "cancelled", pgettext_lazy("session", "cancelled")


class ResidentSession(models.Model):
    """One time that residents were listened to, about one need, idea or challenge."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=9, choices=Kind)
    status = models.CharField(max_length=10, choices=Status, default=Status.PLANNED)
    need = models.ForeignKey(Need, on_delete=models.CASCADE, null=True, related_name="dialogues")
    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, null=True, related_name="dialogues")
    challenge = models.ForeignKey(
        Challenge, on_delete=models.CASCADE, null=True, related_name="sessions_with_residents"
    )
    panel = models.ForeignKey(ResidentPanel, on_delete=models.PROTECT, null=True, related_name="sessions")
    owner = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    welcome = models.TextField()
    guide = models.TextField(blank=True)
    seats = models.PositiveIntegerField(null=True)
    open_link = models.BooleanField(default=False)
    took_part = models.PositiveIntegerField(null=True)
    summary = models.TextField(blank=True)
    cancel_reason = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    held_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)
    owner_reminded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-starts_at", "-id")
        constraints: ClassVar = [models.CheckConstraint(condition=ONE_SUBJECT, name="session_is_about_one")]
        indexes: ClassVar = [
            models.Index(fields=["-starts_at", "-id"], name="sessions_newest"),
            models.Index(fields=["status", "held_at"], name="sessions_to_tell"),
        ]

    def __str__(self) -> str:
        return self.title


class Participant(models.Model):
    """Somebody asked to a session, or who came by its open link. Name and address of a panelist stand in the panel."""

    class Answer(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("participant", "has not answered")
        YES = "yes", pgettext_lazy("participant", "comes")
        NO = "no", pgettext_lazy("participant", "cannot come")

    session = models.ForeignKey(ResidentSession, on_delete=models.CASCADE, related_name="participants")
    panelist = models.ForeignKey(Panelist, on_delete=models.CASCADE, null=True, related_name="asked_to")
    name = models.CharField(max_length=60, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=2, default="sv")
    answer = models.CharField(max_length=7, choices=Answer, default=Answer.WAITING)
    came = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("asked_at", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "panelist"], name="asked_once"),
            models.UniqueConstraint("session", Lower("email"), condition=~models.Q(email=""), name="came_by_link_once"),
        ]

    def __str__(self) -> str:
        return str(self.session_id)

    @property
    def receiver(self) -> "Panelist | Participant":
        """Whose name, address and language are written to."""
        return self.panelist or self


class Link(models.Model):
    """The secret of a link in a letter, as a digest: for one thing, one person, and until a day. `mail` is the letter
    that it went in, so that the letter is forgotten with the person."""

    class Purpose(models.TextChoices):
        CONFIRM = "confirm", "confirm"
        LEAVE = "leave", "leave"
        ANSWER = "answer", "answer"

    purpose = models.CharField(max_length=7, choices=Purpose)
    digest = models.CharField(max_length=64, unique=True)
    panelist = models.ForeignKey(Panelist, on_delete=models.CASCADE, null=True, related_name="links")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, null=True, related_name="links")
    mail = models.BigIntegerField(null=True)
    until = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(panelist__isnull=False) ^ models.Q(participant__isnull=False),
                name="link_is_one_persons",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["until"], name="influence_links_until")]

    def __str__(self) -> str:
        return self.purpose


class Mailing(models.Model):
    """Letters about a session, written in the background a batch at a time. `reached` is the key of the last receiver
    seen to, so that a job that was killed goes on where it was and nobody is written to twice."""

    class Kind(models.TextChoices):
        INVITATION = "invitation", _("Invitations")
        CANCELLED = "cancelled", _("Letters about the session that was cancelled")
        TOLD = "told", _("Letters about what came of it")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    session = models.ForeignKey(ResidentSession, on_delete=models.CASCADE, related_name="mailings")
    kind = models.CharField(max_length=10, choices=Kind)
    started_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    reached = models.BigIntegerField(default=0)
    to_some = models.BooleanField(default=False, help_text="An invitation to the chosen ones, not to the whole panel.")
    chosen = models.ManyToManyField(Panelist, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-started_at", "-id")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["session", "kind"], condition=~models.Q(kind="invitation"), name="told_once_a_session"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.session_id}"

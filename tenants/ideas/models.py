"""Ideas: what came in, where it stands, who bears it, and the conditions answered on its way."""

import uuid
from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shared.portfolio.codes import Source
from sluss import clock
from tenants.ideas.inbox_models import BulkAnswer, BulkRow, Frequency, Handover, Opening
from tenants.organisation.models import Authority, RetentionRule, Unit
from tenants.people.models import Member
from tenants.pipeline.models import Criterion, Stage

__all__ = [
    "BulkAnswer",
    "BulkRow",
    "CriterionAnswer",
    "Frequency",
    "Handover",
    "Idea",
    "IdeaBearer",
    "Kind",
    "Message",
    "Opening",
    "Secrecy",
    "Source",
    "Status",
    "Visibility",
]


class Status(models.TextChoices):
    """Where an idea stands. `inbox` and `asked` lie before the chambers, `active` and `on_hold` in one of them."""

    INBOX = "inbox", pgettext_lazy("status", "in the inbox")
    ASKED = "asked", pgettext_lazy("status", "waiting for an answer from the bearer")
    ACTIVE = "active", pgettext_lazy("status", "on its way")
    ON_HOLD = "on_hold", pgettext_lazy("status", "on hold")
    CONCLUDED = "concluded", pgettext_lazy("status", "concluded with learning")
    IMPLEMENTED = "implemented", pgettext_lazy("status", "implemented")
    HANDED_OVER = "handed_over", pgettext_lazy("status", "handed over to the line")
    REFERRED = "referred", pgettext_lazy("status", "referred")
    MERGED = "merged", pgettext_lazy("status", "connected to what exists")
    ANSWERED = "answered", pgettext_lazy("status", "answered")
    WRONG_DOOR = "wrong_door", pgettext_lazy("status", "passed on to the right place")


# Before the chambers: a first answer is waited for, or one from the bearer.
WAITING = (Status.INBOX, Status.ASKED)
IN_CHAMBERS = (Status.ACTIVE, Status.ON_HOLD)
OPEN = (*WAITING, *IN_CHAMBERS)


class Kind(models.TextChoices):
    """A need says what somebody lacks; an idea also says how to meet it."""

    IDEA = "idea", pgettext_lazy("kind", "idea")
    NEED = "need", pgettext_lazy("kind", "need")


class Visibility(models.TextChoices):
    MUNICIPALITY = "municipality", _("everyone who works in the municipality")
    PUBLIC = "public", _("everyone")


class Secrecy(models.TextChoices):
    NONE = "none", _("no mark")
    ASSESS = "assess", _("secrecy to be assessed on request")
    CLOSED = "closed", _("closed: whistle-blowing")


class Idea(models.Model):
    """A need or idea, registered at receipt. What it was like at a decision is pinned by `revision`."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=4, choices=Kind, default=Kind.IDEA)
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("what could be better"), blank=True)
    for_whom = models.TextField(_("for whom"), blank=True)
    why_now = models.TextField(_("why now"), blank=True)
    revision = models.PositiveIntegerField(default=1)
    digest = models.CharField(max_length=64, db_index=True)

    source = models.CharField(max_length=15, choices=Source)
    external_id = models.CharField(max_length=120, blank=True)
    submission_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    received_at = models.DateTimeField()
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="ideas")
    diary_year = models.PositiveSmallIntegerField()
    diary_number = models.PositiveIntegerField()
    registry_number = models.CharField(max_length=30, unique=True)
    secrecy = models.CharField(max_length=10, choices=Secrecy, default=Secrecy.NONE)
    retention_rule = models.ForeignKey(RetentionRule, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="ideas")

    status = models.CharField(max_length=12, choices=Status, default=Status.INBOX)
    visibility = models.CharField(max_length=12, choices=Visibility, default=Visibility.MUNICIPALITY)
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, null=True, blank=True, related_name="ideas")
    furthest_phase = models.CharField(max_length=10, default="capture")
    entered_stage_at = models.DateTimeField()
    promised_on = models.DateField(null=True, blank=True)
    coach = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, blank=True, related_name="coached_ideas")
    connected_to = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="connected")

    class Meta:
        ordering = ("-received_at", "-id")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["authority", "diary_year", "diary_number"], name="one_diary_number"),
            models.CheckConstraint(
                condition=models.Q(status__in=IN_CHAMBERS, stage__isnull=False) | ~models.Q(status__in=IN_CHAMBERS),
                name="in_chambers_has_stage",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-received_at", "-id"], name="ideas_newest"),
            models.Index(fields=["status", "promised_on"], name="ideas_by_promise"),
            models.Index(
                fields=["stage", "promised_on"], condition=models.Q(status__in=IN_CHAMBERS), name="ideas_on_board"
            ),
            models.Index(fields=["promised_on", "id"], condition=models.Q(status__in=WAITING), name="ideas_in_inbox"),
            GinIndex(OpClass(Upper("title"), name="gin_trgm_ops"), name="ideas_title_trigrams"),
            GinIndex(OpClass(Upper("text"), name="gin_trgm_ops"), name="ideas_text_trigrams"),
            models.Index(fields=["external_id"], condition=~models.Q(external_id=""), name="ideas_external"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def is_late(self) -> bool:
        """Whether the day that an answer was promised for has passed."""
        return self.promised_on is not None and self.promised_on < clock.today()


class IdeaBearer(models.Model):
    """Someone who bears an idea: a member, or a person outside by name. Lies beside the append-only rows, so that it
    can be detached."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="bearers")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, blank=True, related_name="borne_ideas")
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=2, default="sv")
    since = models.DateTimeField(null=True, help_text="Came along then, with another idea. Empty: from the beginning.")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["idea", "member"], condition=models.Q(member__isnull=False), name="bears_once"
            )
        ]

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        return self.member.display_name if self.member else self.name or str(_("a resident"))


class CriterionAnswer(models.Model):
    """What is known on the idea about a condition of its gate. Decisions freeze what stood here."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="answers")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    met = models.BooleanField(default=False)
    evidence = models.TextField(blank=True)
    number = models.PositiveIntegerField(null=True, blank=True)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["idea", "criterion"], name="one_answer_a_criterion")]

    def __str__(self) -> str:
        return f"{self.idea} {self.criterion}"


class Message(models.Model):
    """What was said between handlers and bearers. Beside the timeline, so that free text can be detached from it."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="messages")
    event_id = models.BigIntegerField(null=True)
    author = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField()
    written_at = models.DateTimeField()

    class Meta:
        ordering = ("written_at", "id")

    def __str__(self) -> str:
        return self.text[:60]

"""What the inbox keeps beside the ideas: where something was handed over, openings of answers, and bulk answers."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tenants.people.models import Member


class Frequency(models.TextChoices):
    """How often somebody has a need, as whoever takes it in understands it."""

    UNKNOWN = "", pgettext_lazy("how often", "not known yet")
    DAILY = "daily", pgettext_lazy("how often", "every day")
    WEEKLY = "weekly", pgettext_lazy("how often", "every week")
    MONTHLY = "monthly", pgettext_lazy("how often", "every month")
    SELDOM = "seldom", pgettext_lazy("how often", "more seldom")


class Handover(models.Model):
    """To whom something was referred or passed on. Beside the timeline, so that names can be detached from it."""

    idea = models.ForeignKey("ideas.Idea", on_delete=models.CASCADE, related_name="handovers")
    event_id = models.BigIntegerField()
    door = models.CharField(max_length=10, blank=True)
    to_whom = models.CharField(max_length=200)
    reference = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return self.to_whom


class Opening(models.Model):
    """The beginning of an answer, ready to go on from. `code` names the one of ours that it stands instead of."""

    code = models.CharField(max_length=30, blank=True)
    outcome = models.CharField(_("for which outcome"), max_length=20)
    name = models.CharField(_("name"), max_length=80)
    text_sv = models.TextField(_("in Swedish"))
    text_en = models.TextField(_("in English"), blank=True)
    active = models.BooleanField(_("offered"), default=True)

    class Meta:
        ordering = ("outcome", "name", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code"], condition=~models.Q(code=""), name="one_own_wording_a_code")
        ]

    def __str__(self) -> str:
        return self.name


class BulkAnswer(models.Model):
    """One outcome for many ideas. `details` holds what the outcome needs besides, as keys, codes and short texts."""

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("bulk answer", "being written")
        RUNNING = "running", pgettext_lazy("bulk answer", "being sent")
        DONE = "done", pgettext_lazy("bulk answer", "sent")
        UNDOING = "undoing", pgettext_lazy("bulk answer", "being taken back")
        UNDONE = "undone", pgettext_lazy("bulk answer", "taken back")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    outcome = models.CharField(max_length=20, blank=True)
    message = models.TextField(blank=True)
    message_en = models.TextField(blank=True)
    details = models.JSONField(default=dict)
    apology = models.TextField(blank=True)
    apology_en = models.TextField(blank=True)
    actor = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    undone_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.outcome} {self.key}"


class BulkRow(models.Model):
    """What became of one idea in a bulk answer. `seen` is the idea's latest event when it was chosen, `event_id` the
    one when it had been answered: whatever came between or after has the upper hand."""

    class Result(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("bulk answer", "waits")
        ANSWERED = "answered", pgettext_lazy("bulk answer", "answered")
        CHANGED = "changed", pgettext_lazy("bulk answer", "left as it is: something had happened to it")
        REFUSED = "refused", pgettext_lazy("bulk answer", "left as it is: it could not be done")
        UNDONE = "undone", pgettext_lazy("bulk answer", "taken back")
        KEPT = "kept", pgettext_lazy("bulk answer", "not taken back: something has happened to it since")

    bulk = models.ForeignKey(BulkAnswer, on_delete=models.CASCADE, related_name="rows")
    idea = models.ForeignKey("ideas.Idea", on_delete=models.CASCADE, related_name="bulk_rows")
    seen = models.BigIntegerField()
    result = models.CharField(max_length=10, choices=Result, default=Result.WAITING)
    reason = models.CharField(max_length=300, blank=True)
    event_id = models.BigIntegerField(null=True)

    class Meta:
        ordering = ("id",)
        constraints: ClassVar = [models.UniqueConstraint(fields=["bulk", "idea"], name="once_in_a_bulk_answer")]
        indexes: ClassVar = [models.Index(fields=["bulk", "result", "id"], name="bulk_rows_by_result")]

    def __str__(self) -> str:
        return f"{self.idea_id} {self.result}"

"""An import of ideas from a file: what was read, how its columns were understood, and what became of each row."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.ideas.models import Idea
from tenants.people.models import Member


class ImportRun(models.Model):
    """One file on its way in. It is checked first, run on request, and can be undone as one."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("uploaded")
        CHECKING = "checking", _("being checked")
        CHECKED = "checked", _("checked, waiting for your go-ahead")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        UNDOING = "undoing", _("being undone")
        UNDONE = "undone", _("undone")
        FAILED = "failed", _("failed")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file_name = models.CharField(max_length=200)
    stored_as = models.CharField(max_length=200)
    mapping = models.JSONField(default=dict)
    guess = models.JSONField(
        default=dict, help_text="What was guessed of each column, why, and what was found about the file."
    )
    state = models.CharField(max_length=10, choices=State, default=State.UPLOADED)
    progress = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    accepted = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    duplicates = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True)
    started_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.file_name


class ImportRow(models.Model):
    """The report of one row. `idea` is set once it has become one."""

    class Status(models.TextChoices):
        ACCEPTED = "accepted", _("accepted")
        REJECTED = "rejected", _("rejected")
        DUPLICATE = "duplicate", _("duplicate")

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(help_text="The row's number in the file.")
    status = models.CharField(max_length=10, choices=Status)
    title = models.CharField(max_length=200, blank=True)
    reasons = models.JSONField(default=list)
    idea = models.ForeignKey(Idea, on_delete=models.SET_NULL, null=True, blank=True, related_name="import_rows")

    class Meta:
        ordering = ("number",)
        indexes: ClassVar = [models.Index(fields=["run", "status", "number"], name="import_rows_by_status")]

    def __str__(self) -> str:
        return f"{self.number} {self.status}"


class Tombstone(models.Model):
    """What is left of something taken away: what it was, by which rule or wish, when and by whom. No content."""

    append_only = True

    what = models.CharField(max_length=40)
    registry_numbers = models.JSONField(default=list)
    rule = models.CharField(max_length=120)
    actor_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.what} {self.at:%Y-%m-%d}"

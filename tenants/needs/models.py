"""Needs: somebody needs something, said without a solution, and the ideas that answer them."""

import uuid
from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tenants.ideas.models import Frequency, Idea, Source
from tenants.organisation.models import Unit
from tenants.people.models import Member

__all__ = ["Bond", "Frequency", "Need", "NeedIdea", "Reason", "Status"]


class Status(models.TextChoices):
    OPEN = "open", pgettext_lazy("need", "open")
    MET = "met", pgettext_lazy("need", "met")
    CLOSED = "closed", pgettext_lazy("need", "closed")


class Reason(models.TextChoices):
    """Why a need was closed without being met."""

    NOT_CONFIRMED = "not_confirmed", pgettext_lazy("need", "nobody else turned out to have it")
    SOLVED = "solved", pgettext_lazy("need", "it is solved already, here or elsewhere")
    MAINTENANCE = "maintenance", pgettext_lazy("need", "ordinary upkeep, left to the line")
    SAME = "same", pgettext_lazy("need", "the same as another need")
    NOT_OURS = "not_ours", pgettext_lazy("need", "nothing the municipality can act on")
    TAKEN_BACK = "taken_back", pgettext_lazy("need", "taken in by mistake")


class Bond(models.TextChoices):
    """What an idea is to a need."""

    IDEA = "idea", pgettext_lazy("bond", "an idea for it")
    VOICE = "voice", pgettext_lazy("bond", "somebody else who said the same")


class Need(models.Model):
    """Who needs what, in which situation and how often. `origin` is the registered matter that it was taken in from;
    one written down directly (a survey, a meeting, a note) has none."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("the need in one sentence"), max_length=200)
    who = models.TextField(_("who has it"), blank=True)
    situation = models.TextField(_("in which situation"), blank=True)
    frequency = models.CharField(
        _("how often"), max_length=10, choices=Frequency, default=Frequency.UNKNOWN, blank=True
    )
    evidence = models.TextField(_("how we know"), blank=True)
    source = models.CharField(_("from"), max_length=15, choices=Source)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="needs", verbose_name=_("unit")
    )
    origin = models.OneToOneField(Idea, on_delete=models.PROTECT, null=True, blank=True, related_name="need")
    owner = models.ForeignKey(
        Member,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="owned_needs",
        verbose_name=_("who looks after it"),
    )
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    reason = models.CharField(max_length=20, choices=Reason, blank=True)
    ending = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    heard_on = models.DateField(_("when we heard of it"))
    created_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-heard_on", "-id")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(status="closed") & ~models.Q(reason="") | ~models.Q(status="closed"),
                name="closed_need_has_reason",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["status", "-heard_on", "-id"], name="needs_by_status"),
            models.Index(fields=["-heard_on", "-id"], name="needs_newest"),
            GinIndex(OpClass(Upper("title"), name="gin_trgm_ops"), name="needs_title_trigrams"),
        ]

    def __str__(self) -> str:
        return self.title


class NeedIdea(models.Model):
    """An idea that belongs to a need. Taken away again by `unlink_idea`; the events of both keep that it was there."""

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="links")
    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="need_links")
    bond = models.CharField(max_length=10, choices=Bond, default=Bond.IDEA)
    linked_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    linked_at = models.DateTimeField()

    class Meta:
        ordering = ("linked_at", "id")
        constraints: ClassVar = [models.UniqueConstraint(fields=["need", "idea"], name="idea_once_a_need")]

    def __str__(self) -> str:
        return f"{self.need_id} {self.idea_id}"

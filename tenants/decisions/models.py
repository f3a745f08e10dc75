"""Decisions at gates. A proposal is held and may change; a decision is registered and stands for ever."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tenants.ideas.models import Idea
from tenants.people.models import Member
from tenants.pipeline.models import Gate


class Outcome(models.TextChoices):
    PROCEED = "proceed", pgettext_lazy("outcome", "go on")
    HOLD = "hold", pgettext_lazy("outcome", "wait")
    CONCLUDE = "conclude", pgettext_lazy("outcome", "conclude with learning")


class Basis(models.TextChoices):
    """What gives the decider the right to decide."""

    DELEGATION = "delegation", _("delegation")
    EXECUTION = "execution", _("execution (verkställighet)")
    PROTOCOL = "protocol", _("paragraph of the minutes")


class Proposal(models.Model):
    """A held decision: seen by those who prepare it, changed freely, published by being registered."""

    idea = models.OneToOneField(Idea, on_delete=models.CASCADE, related_name="proposal")
    gate = models.ForeignKey(Gate, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    reasons = models.TextField(_("reasons"))
    basis = models.CharField(_("basis"), max_length=12, choices=Basis)
    basis_reference = models.CharField(_("reference"), max_length=120)
    presenter = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", verbose_name=_("presented by"))
    participants = models.ManyToManyField(Member, related_name="+", blank=True, verbose_name=_("took part"))
    dissent = models.TextField(_("dissenting opinion"), blank=True)
    assumption = models.TextField(_("what we believed"), blank=True)
    learned = models.TextField(_("what we know now"), blank=True)
    cost_saved = models.PositiveIntegerField(_("cost saved by stopping, kronor"), null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    prepared_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.idea}: {self.outcome}"


class Decision(models.Model):
    """A registered decision. Never rewritten: a correction is a new row that names the one it corrects."""

    append_only = True

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    idea = models.ForeignKey(Idea, on_delete=models.PROTECT, related_name="decisions")
    gate = models.ForeignKey(Gate, on_delete=models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=10, choices=Outcome)
    reasons = models.TextField()
    basis = models.CharField(max_length=12, choices=Basis)
    basis_reference = models.CharField(max_length=120)
    decider = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="decisions")
    in_place_of = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text="Who was away that day."
    )
    presenter = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    participant_ids = models.JSONField(default=list)
    recused_ids = models.JSONField(default=list, help_text="Members who had a conflict of interest at the time.")
    dissent = models.TextField(blank=True)
    idea_revision = models.PositiveIntegerField()
    evidence = models.JSONField(help_text="The gate's conditions as they were answered: codes, numbers, digests.")
    evidence_digest = models.CharField(max_length=64)
    decided_at = models.DateTimeField()
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrections")

    class Meta:
        ordering = ("decided_at", "id")
        indexes: ClassVar = [models.Index(fields=["-decided_at", "-id"], name="decisions_newest")]

    def __str__(self) -> str:
        return f"{self.idea}: {self.outcome}"


class Recusal(models.Model):
    """Someone has a conflict of interest (jäv) on an idea: declared by oneself or raised by another."""

    append_only = True

    idea = models.ForeignKey(Idea, on_delete=models.PROTECT, related_name="recusals")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="recusals")
    raised_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["idea", "member"], name="recused_once")]

    def __str__(self) -> str:
        return f"{self.member}: {self.idea}"

"""Decisions at gates. A proposal is held and may change; a decision is registered and stands for ever."""

import datetime as dt
import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tenants.ideas.models import Idea
from tenants.people.models import Member
from tenants.pipeline.models import Gate

REFERENCE_LENGTH = 120


class Outcome(models.TextChoices):
    PROCEED = "proceed", pgettext_lazy("outcome", "go on")
    HOLD = "hold", pgettext_lazy("outcome", "wait")
    CONCLUDE = "conclude", pgettext_lazy("outcome", "conclude with learning")


class Basis(models.TextChoices):
    """What gives the decider the right to decide."""

    DELEGATION = "delegation", _("delegation")
    EXECUTION = "execution", _("execution (verkställighet)")
    PROTOCOL = "protocol", _("paragraph of the minutes")


class DelegationReference(models.Model):
    """A point of the delegation order that a decision can rest on, kept by administrator or registrar.

    Never deleted or reworded once a decision rests on it: it ends, and a new row begins.
    """

    code = models.CharField(_("point"), max_length=40)
    text = models.CharField(_("what it covers"), max_length=200)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    class Meta:
        ordering = ("code", "valid_from")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="one_delegation_a_code_and_day"),
            models.CheckConstraint(
                condition=models.Q(valid_to=None) | models.Q(valid_to__gte=models.F("valid_from")),
                name="delegation_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.text}"

    def is_in_force(self, day: dt.date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class GateDecider(models.Model):
    """Who decides at a gate where it is not everyone with the gate's role: one member, or a committee."""

    gate = models.OneToOneField(Gate, on_delete=models.CASCADE, related_name="decider")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    committee = models.CharField(_("committee"), max_length=120, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(member=None, committee__gt="") | models.Q(member__isnull=False, committee=""),
                name="member_or_committee_decides",
            )
        ]

    def __str__(self) -> str:
        return self.committee or str(self.member)


class Proposal(models.Model):
    """A held decision: seen by those who prepare it, changed freely, published by being registered."""

    idea = models.OneToOneField(Idea, on_delete=models.CASCADE, related_name="proposal")
    gate = models.ForeignKey(Gate, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    reasons = models.TextField(_("reasons"))
    basis = models.CharField(_("basis"), max_length=12, choices=Basis)
    basis_reference = models.CharField(_("reference"), max_length=REFERENCE_LENGTH)
    delegation = models.ForeignKey(
        DelegationReference, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    protocol_on = models.DateField(_("day of the minutes"), null=True, blank=True)
    presenter = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", verbose_name=_("presented by"))
    participants = models.ManyToManyField(Member, related_name="+", blank=True, verbose_name=_("took part"))
    dissent = models.TextField(_("dissenting opinion"), blank=True)
    dissenters = models.ManyToManyField(Member, related_name="+", blank=True, verbose_name=_("whose opinion it is"))
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
    basis_reference = models.CharField(max_length=REFERENCE_LENGTH)
    delegation = models.ForeignKey(
        DelegationReference, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    committee = models.CharField(
        max_length=120,
        blank=True,
        db_default="",
        help_text="The committee that decided; `decider` is then who registered it.",
    )
    protocol_on = models.DateField(null=True, blank=True)
    decider = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="decisions")
    in_place_of = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text="Who was away that day."
    )
    presenter = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    participant_ids = models.JSONField(default=list)
    recused_ids = models.JSONField(default=list, help_text="Members who had a conflict of interest at the time.")
    dissent = models.TextField(blank=True)
    dissenter_ids = models.JSONField(default=list, db_default=[])
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

    @property
    def decided_by(self) -> str:
        """Who decided, as others may see it: the committee, or the person."""
        return self.committee or self.decider.display_name


class Recusal(models.Model):
    """Someone has a conflict of interest (jäv) on an idea: declared by oneself or raised by another."""

    append_only = True

    idea = models.ForeignKey(Idea, on_delete=models.PROTECT, related_name="recusals")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="recusals")
    raised_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.member}: {self.idea}"


class RecusalTrial(models.Model):
    """What became of a conflict that was noted, when somebody else tried it. Until then it bars."""

    append_only = True

    recusal = models.OneToOneField(Recusal, on_delete=models.PROTECT, related_name="trial")
    upheld = models.BooleanField()
    tried_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.recusal}: {self.upheld}"


class IdeaBoard(models.Model):
    """A group that advises (*idéråd*). It never decides."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    members = models.ManyToManyField(Member, related_name="idea_boards", blank=True, verbose_name=_("who sits on it"))
    active = models.BooleanField(pgettext_lazy("board", "active"), default=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Advice(models.Model):
    """What one member of an idea board advises at a gate; changed freely while the idea lies before it."""

    class Stance(models.TextChoices):
        FOR = "for", pgettext_lazy("advice", "let it go on")
        AGAINST = "against", pgettext_lazy("advice", "do not let it go on")
        ABSTAIN = "abstain", pgettext_lazy("advice", "abstain")

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="+")
    gate = models.ForeignKey(Gate, on_delete=models.PROTECT, related_name="+")
    board = models.ForeignKey(IdeaBoard, on_delete=models.PROTECT, related_name="advice")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    stance = models.CharField(max_length=7, choices=Stance)
    text = models.TextField(blank=True)
    given_at = models.DateTimeField()

    class Meta:
        ordering = ("given_at", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["idea", "gate", "board", "member"], name="one_advice_a_member")
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.stance}"


class Publication(models.Model):
    """Held proposals that one person lets be registered together, as a job."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    started_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()

    class Meta:
        ordering = ("-id",)


class PublicationItem(models.Model):
    """One of them. `key` becomes the decision's own, so that a job run twice registers once; `seen` is what the
    person saw when choosing it."""

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("publication", "waiting")
        REGISTERED = "registered", pgettext_lazy("publication", "registered")
        CHANGED = "changed", pgettext_lazy("publication", "changed meanwhile")
        REFUSED = "refused", pgettext_lazy("publication", "could not be registered")
        FAILED = "failed", pgettext_lazy("publication", "failed on our side")

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="items")
    idea = models.ForeignKey(Idea, on_delete=models.PROTECT, related_name="+")
    key = models.UUIDField(default=uuid.uuid4, unique=True)
    seen = models.CharField(max_length=80)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ("id",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["publication", "idea"], name="published_once_a_publication")
        ]


class EscalationSettings(models.Model):
    """How long a passed promise is left with each: one row a municipality, with key 1."""

    KEY = 1

    id = models.BigAutoField(primary_key=True)
    active = models.BooleanField(_("remind of passed promises by e-mail"), default=True)
    to_innovation_manager = models.PositiveSmallIntegerField(
        _("working days until the innovation manager is told"), default=2
    )
    to_deciders = models.PositiveSmallIntegerField(_("working days until the managers are told"), default=5)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(id=1), name="one_escalation_settings")]

    def __str__(self) -> str:
        return "escalation"


class Escalation(models.Model):
    """That a passed promise was told one step up. The constraint is what keeps a mail from going twice."""

    append_only = True

    idea = models.ForeignKey(Idea, on_delete=models.PROTECT, related_name="escalations")
    promised_on = models.DateField()
    step = models.PositiveSmallIntegerField()
    told_ids = models.JSONField(default=list)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["idea", "promised_on", "step"], name="escalated_once_a_step")
        ]

    def __str__(self) -> str:
        return f"{self.idea}: {self.step}"

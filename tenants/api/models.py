"""Integrations, the keys that they come with, and the answers that are kept for a request sent twice."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sluss import clock
from tenants.api.scopes import Scope
from tenants.people.models import Member


class Integration(models.Model):
    """Another system: a member that acts by its roles as people do, and that no account ever becomes."""

    member = models.OneToOneField(Member, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(_("what it is for"), max_length=300)
    contact = models.CharField(_("who answers for it"), max_length=200)
    created_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.member.name


class ApiKey(models.Model):
    """A key of an integration. The secret is kept as a digest only: who reads the database cannot use it."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("key", "valid")
        EXPIRED = "expired", pgettext_lazy("key", "has run out")
        REVOKED = "revoked", pgettext_lazy("key", "revoked")

    integration = models.ForeignKey(Integration, on_delete=models.PROTECT, related_name="keys")
    name = models.CharField(_("name"), max_length=80)
    start = models.CharField(max_length=16, help_text="How the secret begins, to know the key by.")
    digest = models.CharField(max_length=64, unique=True)
    scopes = ArrayField(models.CharField(max_length=30, choices=Scope), verbose_name=_("scopes"))
    created_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    expires_on = models.DateField(_("last day"))
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return self.name

    @property
    def member(self) -> Member:
        return self.integration.member

    @property
    def state(self) -> State:
        if self.revoked_at:
            return self.State.REVOKED
        return self.State.EXPIRED if self.expires_on < clock.today() else self.State.OPEN

    @property
    def scope_labels(self) -> list[str]:
        return [str(scope.label) for scope in Scope if scope.value in self.scopes]


class KeptAnswer(models.Model):
    """What a request with an Idempotency-Key was answered, for a day. `status` 0 is a request that is being worked on:
    nobody else ever reads that, since it is written and finished in one transaction."""

    key = models.ForeignKey(ApiKey, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=100)
    request = models.CharField(max_length=64, help_text="Digest of method, address and body.")
    status = models.PositiveSmallIntegerField(default=0)
    body = models.JSONField(default=dict)
    headers = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["key", "name"], name="one_answer_a_name")]
        indexes: ClassVar = [models.Index(fields=["at"], name="kept_answers_by_age")]

    def __str__(self) -> str:
        return self.name

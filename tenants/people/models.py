"""People of a municipality. An account is known by its key alone: no foreign key leaves the schema."""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Collate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sluss import clock
from sluss.text.swedish import SwedishKey
from tenants.organisation.models import Unit


class Role(models.TextChoices):
    """What a member does in the sluice; a member may have several."""

    EMPLOYEE = "employee", _("employee")
    COACH = "coach", _("idea coach")
    MANAGER = "manager", _("manager")
    INNOVATION_MANAGER = "innovation_manager", _("innovation manager")
    AGENT = "agent", _("contact-centre agent")
    REGISTRAR = "registrar", _("registrar")
    ADMINISTRATOR = "administrator", _("administrator")


def role_labels(roles: list[str]) -> list[str]:
    """The roles in words, in the order that Role has them."""
    return [str(role.label) for role in Role if role.value in roles]


def shown_name(*, name: str, show_role_only: bool, roles: list[str]) -> str:
    """The name as others may see it, from the columns of a row: a member with protected identity is shown by role."""
    return (", ".join(role_labels(roles)) or str(_("member"))) if show_role_only else name


class MemberQuerySet(models.QuerySet["Member"]):
    def active(self) -> "MemberQuerySet":
        return self.filter(active=True)

    def people(self) -> "MemberQuerySet":
        """Those who work here, whatever their roles: whom one can name as answering for something."""
        return self.active().filter(guest_of=None, is_integration=False)

    def with_role(self, *roles: Role) -> "MemberQuerySet":
        """People to choose among and to write to. An integration acts by its roles, but nobody is asked to be one."""
        return self.filter(roles__overlap=[role.value for role in roles], guest_of=None, is_integration=False)


class Member(models.Model):
    """A person in this municipality."""

    account_key = models.UUIDField(unique=True, null=True, blank=True)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"))
    title = models.CharField(pgettext_lazy("person", "title"), max_length=120, blank=True)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="members", verbose_name=_("unit")
    )
    roles = ArrayField(models.CharField(max_length=20, choices=Role), default=list, verbose_name=_("roles"))
    show_role_only = models.BooleanField(_("show by role only (protected identity)"), default=False)
    active = models.BooleanField(_("active"), default=True)
    away_until = models.DateField(_("away until"), null=True, blank=True)
    stand_in = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="stands_in_for",
        verbose_name=_("stand-in"),
    )
    language = models.CharField(_("language"), max_length=2, default="sv")
    # A guest sees one idea, known here by its number (ideas lie in a layer above), until the day or until it is ended.
    guest_of = models.BigIntegerField(null=True, blank=True)
    guest_until = models.DateField(null=True, blank=True)
    # Another system (tenants.api): it acts by key and within its roles, and no account is ever its.
    is_integration = models.BooleanField(default=False, db_default=False, editable=False)
    # Stands here so that every page's menu can tell it without asking for it (tenants.following).
    unread = models.PositiveIntegerField(default=0, db_default=0, editable=False)
    # The database has no Swedish collation: it keeps a key beside the name that sorts rightly byte by byte.
    sort_key = models.GeneratedField(
        expression=SwedishKey("name"), output_field=models.CharField(max_length=120), db_persist=True
    )

    objects: ClassVar[MemberQuerySet] = MemberQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = (Collate("sort_key", "C"), "pk")
        indexes: ClassVar = [models.Index(fields=["email"], name="member_email")]

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        """The name as others may see it."""
        if self.show_role_only and self.is_guest:
            return str(_("guest coach"))
        return shown_name(name=self.name, show_role_only=self.show_role_only, roles=self.roles)

    @property
    def is_guest(self) -> bool:
        """Whether the member is here for one idea alone, with no role whatever stands in `roles`."""
        return self.guest_of is not None

    @property
    def role_labels(self) -> list[str]:
        return [str(_("guest coach"))] if self.is_guest else role_labels(self.roles)

    def has_role(self, *roles: str) -> bool:
        """Whether the member is active and has one of the roles. A guest has none."""
        return self.active and not self.is_guest and any(role in self.roles for role in roles)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> "InvitationQuerySet":
        """Neither used nor withdrawn; they may have run out."""
        return self.filter(accepted_at=None, revoked_at=None)


class Invitation(models.Model):
    """An offer to become a member, bound to one e-mail address and used once.

    The secret of its link is kept as a digest only: who reads the database cannot use it.
    """

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("invitation", "waiting for an answer")
        EXPIRED = "expired", pgettext_lazy("invitation", "has run out")
        ACCEPTED = "accepted", pgettext_lazy("invitation", "accepted")
        REVOKED = "revoked", pgettext_lazy("invitation", "withdrawn")

    email = models.EmailField(_("e-mail"))
    name = models.CharField(_("name"), max_length=120)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit")
    )
    roles = ArrayField(models.CharField(max_length=20, choices=Role), default=list, verbose_name=_("roles"))
    language = models.CharField(_("language"), max_length=2, default="sv")
    guest_of = models.BigIntegerField(null=True, blank=True)
    guest_until = models.DateField(null=True, blank=True)
    secret_digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="invitations")

    objects: ClassVar[InvitationQuerySet] = InvitationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-sent_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["email"],
                condition=models.Q(accepted_at=None, revoked_at=None),
                name="one_open_invitation_an_address",
            )
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def state(self) -> State:
        if self.accepted_at:
            return self.State.ACCEPTED
        if self.revoked_at:
            return self.State.REVOKED
        return self.State.EXPIRED if self.expires_at <= clock.now() else self.State.OPEN

    @property
    def role_labels(self) -> list[str]:
        return [str(_("guest coach"))] if self.guest_of is not None else role_labels(self.roles)

"""People of a municipality. An account is known by its key alone: no foreign key leaves the schema."""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

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


class MemberQuerySet(models.QuerySet["Member"]):
    def active(self) -> "MemberQuerySet":
        return self.filter(active=True)

    def with_role(self, *roles: Role) -> "MemberQuerySet":
        return self.filter(roles__overlap=[role.value for role in roles])


class Member(models.Model):
    """A person in this municipality."""

    account_key = models.UUIDField(unique=True, null=True, blank=True)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"))
    title = models.CharField(_("title"), max_length=120, blank=True)
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

    objects: ClassVar[MemberQuerySet] = MemberQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("name",)
        indexes: ClassVar = [models.Index(fields=["email"], name="member_email")]

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        """The name as others may see it: a member with protected identity is shown by role."""
        return str(self.role_labels[0]) if self.show_role_only and self.roles else self.name

    @property
    def role_labels(self) -> list[str]:
        return [str(Role(role).label) for role in self.roles]

    def has_role(self, *roles: Role) -> bool:
        """Whether the member is active and has one of the roles."""
        return self.active and any(role.value in self.roles for role in roles)

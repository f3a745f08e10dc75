"""Who takes part: the federations, their municipalities and the hosts these answer on. Public schema."""

import uuid
from typing import ClassVar, NoReturn

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_tenants.models import DomainMixin, TenantMixin

SCHEMA_NAME = RegexValidator(r"^[a-z][a-z0-9_]{1,30}\Z", _("Two to 31 of a-z, 0-9 and _, beginning with a letter."))


class Federation(models.Model):
    """A federation of municipalities (kommunalförbund) that sees its members' pipeline."""

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(unique=True)

    def __str__(self) -> str:
        return self.name


class MunicipalityQuerySet(models.QuerySet["Municipality"]):
    def ready(self) -> "MunicipalityQuerySet":
        """Those whose schema is complete, in the order of their official codes."""
        return self.filter(state=Municipality.State.READY).order_by("code")


class Municipality(TenantMixin):  # type: ignore[misc]
    """A municipality and the schema that holds everything it owns."""

    class State(models.TextChoices):
        PROVISIONING = "provisioning", _("being set up")
        READY = "ready", _("in use")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(max_length=4, unique=True)
    name = models.CharField(max_length=80)
    # Falköpings kommun, Hjo kommun, Trollhättans stad: no rule makes it from the name.
    full_name = models.CharField(max_length=80)
    slug = models.SlugField(max_length=40, unique=True)
    federation = models.ForeignKey(Federation, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=State, default=State.PROVISIONING)
    palette = models.CharField(max_length=30, default="slusstrappan")
    # How the municipality shows itself on every page (sluss.tenancy.face). Empty: the product's own words and mark.
    sluice_name = models.CharField(max_length=40, blank=True, default="", db_default="")
    logo_digest = models.CharField(max_length=64, blank=True, default="", db_default="")
    second_factor_roles = models.JSONField(default=list, blank=True)

    # Provisioning is a service that can be resumed (sluss.tenancy.provisioning); saving a row never makes a schema.
    auto_create_schema = False
    auto_drop_schema = False

    objects: ClassVar[MunicipalityQuerySet] = MunicipalityQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name_plural = "municipalities"

    def __str__(self) -> str:
        return self.name

    def __enter__(self) -> NoReturn:
        raise TypeError("Use sluss.tenancy.in_municipality: this stack is kept on the class and mixes threads up.")

    def clean_fields(self, exclude: object = None) -> None:
        super().clean_fields(exclude=exclude)
        SCHEMA_NAME(self.schema_name)


class Logo(models.Model):
    """A municipality's logo as it is handed out, made harmless when it came (sluss.web.logo)."""

    municipality = models.OneToOneField(Municipality, on_delete=models.CASCADE, primary_key=True, related_name="+")
    digest = models.CharField(max_length=64)
    content_type = models.CharField(max_length=20)
    content = models.BinaryField()

    def __str__(self) -> str:
        return self.digest[:12]


class Domain(DomainMixin):  # type: ignore[misc]
    """A host name that a municipality answers on."""

    def __str__(self) -> str:
        return str(self.domain)

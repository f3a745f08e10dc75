"""What a host says of its accessibility. The columns are those that Digg's regulation asks for.

Source: lag (2018:1937) om tillgänglighet till digital offentlig service, 9-13 §§; MDFFS 2019:2; EN 301 549 V3.2.1.
"""

import datetime as dt
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

# When the standard texts (texts.py) were last held against the product.
STANDARD_DAY = dt.date(2026, 11, 21)
ANSWER_DAYS = 5


class Compliance(models.TextChoices):
    FULL = "full", _("fully compliant")
    PARTLY = "partly", _("partly compliant")
    NOT = "not", _("not compliant")


class Method(models.TextChoices):
    SELF = "self", _("we have tested it ourselves")
    EXTERNAL = "external", _("somebody outside has examined it")


class Statement(models.Model):
    """One row a schema, with key 1. Where a text is empty the standard text is shown, in the reader's language."""

    KEY = 1

    id = models.BigAutoField(primary_key=True)
    responsible = models.CharField(_("who is responsible"), max_length=120, blank=True)
    scope = models.TextField(_("what the statement covers"), blank=True)
    compliance = models.CharField(
        _("how well the site follows the law"), max_length=6, choices=Compliance, default=Compliance.PARTLY
    )
    deficiencies = models.TextField(_("what does not follow the law"), blank=True)
    disproportionate = models.TextField(_("what would be unreasonably burdensome to adapt (12 §)"), blank=True)
    outside = models.TextField(_("what the law does not cover (9 §)"), blank=True)
    method = models.CharField(_("who has tested"), max_length=8, choices=Method, default=Method.SELF)
    method_details = models.TextField(_("how it was tested"), blank=True)
    assessed_on = models.DateField(_("tested on"))
    updated_on = models.DateField()
    contact_email = models.EmailField(_("e-mail for faults"), blank=True)
    contact_phone = models.CharField(_("telephone for faults"), max_length=40, blank=True)
    answer_days = models.PositiveSmallIntegerField(_("answer within how many working days"), default=ANSWER_DAYS)
    technical = models.TextField(_("technical information"), blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(id=1), name="one_%(class)s")]

    def __str__(self) -> str:
        return self.get_compliance_display()

    @classmethod
    def current(cls) -> Any:
        """The statement of the schema that is worked in; until one is written, an unsaved one of standard texts."""
        return cls._default_manager.filter(id=cls.KEY).first() or cls(
            id=cls.KEY, assessed_on=STANDARD_DAY, updated_on=STANDARD_DAY
        )


class RegionalStatement(Statement):
    """The statement of the regional site."""

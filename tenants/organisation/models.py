"""How the municipality is organised: its authorities, their diary series and retention rules, and its units."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Authority(models.Model):
    """A committee (nämnd) or company: the controller, with its own diary series, archive and retention."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    abbreviation = models.CharField(
        _("abbreviation"), max_length=12, unique=True, help_text=_("Begins the registry number, as KS in KS 2026/0412.")
    )
    contact = models.CharField(_("contact"), max_length=200, blank=True)
    data_protection_contact = models.CharField(_("contact for data protection"), max_length=200, blank=True)
    is_default = models.BooleanField(_("receives what nobody else does"), default=False)
    active = models.BooleanField(_("active"), default=True)

    class Meta:
        ordering = ("name",)
        verbose_name_plural = "authorities"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["is_default"], condition=models.Q(is_default=True), name="one_default_authority"
            )
        ]

    def __str__(self) -> str:
        return self.name


class DiarySeries(models.Model):
    """The last diary number given out by an authority in a year. Its row is locked while a number is taken."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="series")
    year = models.PositiveSmallIntegerField()
    last_number = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "diary series"
        constraints: ClassVar = [models.UniqueConstraint(fields=["authority", "year"], name="one_series_a_year")]

    def __str__(self) -> str:
        return f"{self.authority.abbreviation} {self.year}"


class RetentionRule(models.Model):
    """How long a kind of document is kept, and by which decision. Years counted from when the matter closed."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    keep_for_ever = models.BooleanField(_("keep for ever"), default=True)
    years = models.PositiveSmallIntegerField(_("years"), null=True, blank=True)
    basis = models.CharField(_("decision or rule that it rests on"), max_length=200, blank=True)
    is_default = models.BooleanField(_("used where nothing else is chosen"), default=False)
    active = models.BooleanField(_("active"), default=True)

    class Meta:
        ordering = ("name",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["is_default"], condition=models.Q(is_default=True), name="one_default_rule"
            ),
            models.CheckConstraint(
                condition=models.Q(keep_for_ever=True, years__isnull=True) | models.Q(keep_for_ever=False, years__gt=0),
                name="years_or_for_ever",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A department or unit under an authority; a tree by `parent`."""

    name = models.CharField(_("name"), max_length=120)
    authority = models.ForeignKey(
        Authority, on_delete=models.PROTECT, related_name="units", verbose_name=_("authority")
    )
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("part of")
    )
    employees = models.PositiveIntegerField(_("number of employees"), null=True, blank=True)
    active = models.BooleanField(_("active"), default=True)

    class Meta:
        ordering = ("name",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["authority", "name"], name="one_unit_name_an_authority")
        ]

    def __str__(self) -> str:
        return self.name

"""A municipality's own words for a step. Without a row the step says what it says from the beginning."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.pipeline.models import in_reader_language


class GuidanceText(models.Model):
    """The words in place of the default ones for one step outside the stages; a stage carries its own words."""

    step = models.SlugField(max_length=40, unique=True)
    text_sv = models.TextField(_("in Swedish"))
    text_en = models.TextField(_("in English"), blank=True)

    def __str__(self) -> str:
        return self.step

    @property
    def text(self) -> str:
        return in_reader_language(self.text_sv, self.text_en)

"""What happened when a version of the model was published."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.people.models import Member
from tenants.pipeline.models import InnovationModel


class Promises(models.TextChoices):
    """What becomes of the days that running ideas were promised an answer by."""

    KEEP = "keep", _("Keep the day that each idea was promised")
    RENEW = "renew", _("Count anew from today, by the promise of the new stage")


class Publishing(models.Model):
    """A version taken into use. `mapping` says how many ideas went from which stage to which, by their keys."""

    append_only = True

    model = models.OneToOneField(InnovationModel, on_delete=models.PROTECT, related_name="publishing")
    replaced = models.ForeignKey(InnovationModel, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    promises = models.CharField(max_length=5, choices=Promises)
    mapping = models.JSONField()
    ideas = models.PositiveIntegerField()
    answers = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.model} {self.at:%Y-%m-%d}"

"""By which way something reached the contact centre, and how the one who said it wants the answer."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tenants.ideas.models import Idea
from tenants.people.models import Member


class Channel(models.TextChoices):
    CALL = "call", pgettext_lazy("channel", "by telephone")
    PAPER = "paper", pgettext_lazy("channel", "on paper")


class AnswerBy(models.TextChoices):
    NONE = "none", _("needs no answer")
    EMAIL = "email", _("by e-mail")
    PHONE = "phone", _("by telephone")


class Contact(models.Model):
    """What the contact centre knows of how an idea came. Names and addresses stand with the bearer."""

    idea = models.OneToOneField(Idea, on_delete=models.CASCADE, related_name="contact")
    channel = models.CharField(max_length=10, choices=Channel)
    answer_by = models.CharField(max_length=10, choices=AnswerBy)
    taken_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(channel__in=Channel.values), name="contact_by_known_channel")
        ]

    def __str__(self) -> str:
        return f"{self.idea_id} {self.channel}"

"""Letters and mails on their way out of the municipality, written in the transaction that gave reason for them."""

from typing import ClassVar

from django.db import models
from django.utils.translation import pgettext_lazy


class Mail(models.Model):
    """An e-mail in the municipality's outbox."""

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("mail", "waiting")
        SENT = "sent", pgettext_lazy("mail", "sent")
        FAILED = "failed", pgettext_lazy("mail", "failed")

    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    language = models.CharField(max_length=2, default="sv")
    about_id = models.BigIntegerField(null=True, help_text="The idea it is about.")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-id",)
        indexes: ClassVar = [
            models.Index(fields=["id"], condition=models.Q(state="waiting"), name="mail_waiting"),
        ]

    def __str__(self) -> str:
        return self.subject

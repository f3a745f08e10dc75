"""Letters and mails on their way out of the municipality, written in the transaction that gave reason for them."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tenants.mail.kinds import label_of


class Mail(models.Model):
    """An e-mail in the municipality's outbox."""

    class State(models.TextChoices):
        """`kept`: there is no mail server to hand it to, so it lies here to be read."""

        WAITING = "waiting", pgettext_lazy("mail", "waiting")
        SENT = "sent", pgettext_lazy("mail", "sent")
        KEPT = "kept", pgettext_lazy("mail", "kept here, not sent")
        FAILED = "failed", pgettext_lazy("mail", "failed")

    # Not an EmailField: an address that came by import may be wrong, and the mail must then say so instead of stopping.
    to = models.CharField(_("to"), max_length=254)
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    language = models.CharField(max_length=2, default="sv")
    about_id = models.BigIntegerField(null=True, help_text="The idea it is about.")
    kind = models.CharField(
        max_length=40, blank=True, db_default="", help_text="The letter's template (tenants.mail.kinds)."
    )
    holds_secret = models.BooleanField(default=False, help_text="A link or code that is its receiver's alone.")
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.WAITING)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-id",)
        indexes: ClassVar = [
            models.Index(fields=["id"], condition=models.Q(state="waiting"), name="mail_waiting"),
            models.Index(fields=["about_id"], name="mail_about"),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def kind_label(self) -> str:
        return label_of(self.kind)

    @property
    def may_be_sent_again(self) -> bool:
        return self.state in (self.State.FAILED, self.State.KEPT)

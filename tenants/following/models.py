"""Who follows which idea, what each member was told, and how they want to be told."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tenants.ideas.models import Idea
from tenants.people.models import Member


class Topic(models.TextChoices):
    """What something that happened is about."""

    DECISIONS = "decisions", pgettext_lazy("topic", "Decisions")
    MOVES = "moves", pgettext_lazy("topic", "Steps on the way")
    TALK = "talk", pgettext_lazy("topic", "What is said")
    CHANGES = "changes", pgettext_lazy("topic", "Changes of texts and files")


class How(models.TextChoices):
    """How a member is told."""

    AT_ONCE = "at_once", _("by e-mail at once, and here")
    DIGEST = "digest", _("in a summary by e-mail, and here")
    HERE = "here", _("here only")
    OFF = "off", _("not at all")


class Rhythm(models.TextChoices):
    """How often the summary comes."""

    DAILY = "daily", _("every morning")
    WEEKLY = "weekly", _("every Monday")


class Follow(models.Model):
    """A member follows an idea. Bearers and the coach are told without following."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="follows")
    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="follows")
    since = models.DateTimeField()
    # The idea that was merged into this one, where that is how they came here: undoing it takes them back.
    came_from = models.BigIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["member", "idea"], name="follows_once")]

    def __str__(self) -> str:
        return f"{self.member_id} {self.idea_id}"


class Notification(models.Model):
    """That a member was told of an event. What it says is read from the event when it is shown.

    `answer_digest` is that of the link by which the member may answer from the letter: once, and until it expires.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="notifications")
    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="notifications")
    event_id = models.BigIntegerField()
    topic = models.CharField(max_length=10, choices=Topic)
    how = models.CharField(max_length=8, choices=How)
    told_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)
    answer_digest = models.CharField(max_length=64, blank=True)
    answer_until = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-told_at", "-id")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "event_id"], name="told_once"),
            models.UniqueConstraint(
                fields=["answer_digest"], condition=~models.Q(answer_digest=""), name="one_answer_link"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["member", "-told_at"], name="notifications_of_member"),
            models.Index(fields=["member"], condition=models.Q(read_at=None), name="notifications_unread"),
            models.Index(
                fields=["member", "told_at"],
                condition=models.Q(mailed_at=None, how=How.DIGEST),
                name="notifications_for_digest",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.event_id}"


class NotificationSettings(models.Model):
    """How one member wants to be told. Without a row the defaults hold."""

    member = models.OneToOneField(
        Member, on_delete=models.CASCADE, primary_key=True, related_name="notification_settings"
    )
    decisions = models.CharField(Topic.DECISIONS.label, max_length=8, choices=How, default=How.AT_ONCE)
    moves = models.CharField(Topic.MOVES.label, max_length=8, choices=How, default=How.DIGEST)
    talk = models.CharField(Topic.TALK.label, max_length=8, choices=How, default=How.AT_ONCE)
    changes = models.CharField(Topic.CHANGES.label, max_length=8, choices=How, default=How.HERE)
    rhythm = models.CharField(_("the summary comes"), max_length=6, choices=Rhythm, default=Rhythm.DAILY)

    def __str__(self) -> str:
        return str(self.member_id)

    def how_about(self, topic: str) -> How:
        return How(getattr(self, topic))

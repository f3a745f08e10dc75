"""What the municipality shows to everyone: texts as they were shown, who supports them, and what is said about them."""

from typing import ClassVar

from django.db import models
from django.utils.translation import pgettext_lazy

from tenants.ideas.models import Idea
from tenants.people.models import Member


class OpenIdea(models.Model):
    """An idea's texts as somebody read and opened them. What is written on the idea later is not shown before it has
    been read as well. No name is among them."""

    idea = models.OneToOneField(Idea, on_delete=models.CASCADE, primary_key=True, related_name="opened")
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    for_whom = models.TextField(blank=True)
    why_now = models.TextField(blank=True)
    revision = models.PositiveIntegerField()
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-opened_at", "-pk")
        indexes: ClassVar = [models.Index(fields=["-opened_at"], name="open_ideas_newest")]

    def __str__(self) -> str:
        return self.title


class Support(models.Model):
    """Somebody stands behind an idea. Of a resident only a digest of the address is kept, and it counts once the
    address has been confirmed."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="supports")
    person = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    token_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["idea", "person"], name="supports_once"),
            models.UniqueConstraint(
                fields=["token_digest"], condition=~models.Q(token_digest=""), name="one_support_link"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["idea"], condition=models.Q(confirmed_at__isnull=False), name="supports_counted")
        ]

    def __str__(self) -> str:
        return str(self.idea_id)


class Comment(models.Model):
    """Something said by anyone about an open idea. Nobody reads it before it has been looked at."""

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("comment", "waits to be looked at")
        SHOWN = "shown", pgettext_lazy("comment", "is shown")
        HIDDEN = "hidden", pgettext_lazy("comment", "is hidden")

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="comments")
    name = models.CharField(max_length=120, blank=True)
    text = models.TextField()
    written_at = models.DateTimeField()
    status = models.CharField(max_length=7, choices=State, default=State.WAITING)
    looked_at = models.DateTimeField(null=True)
    hidden_reason = models.CharField(max_length=300, blank=True)
    reports = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("written_at", "id")
        indexes: ClassVar = [
            models.Index(fields=["idea", "written_at"], name="comments_of_idea"),
            models.Index(
                fields=["written_at"],
                condition=models.Q(status="waiting") | models.Q(reports__gt=0),
                name="comments_to_look_at",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]

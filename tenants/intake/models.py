"""What belongs to leaving an idea: private drafts, the resident's way back, and a brake on floods."""

from typing import ClassVar

from django.db import models

from tenants.ideas.models import Idea
from tenants.people.models import Member


class Draft(models.Model):
    """Something that has not been sent. Private: no other person may open it, administrators included.

    Belongs to a member, or, before sign-in, to whoever holds the secret that `holder_digest` is made from.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, null=True, blank=True, related_name="drafts")
    holder_digest = models.CharField(max_length=64, blank=True, db_index=True)
    content = models.JSONField(default=dict)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ("-changed_at",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(member__isnull=False) | ~models.Q(holder_digest=""), name="draft_has_holder"
            )
        ]

    def __str__(self) -> str:
        return str(self.content.get("title", ""))[:60]


class FollowLink(models.Model):
    """The way back for someone without an account: a long secret in an address, or a short code to read aloud.

    Only digests are kept. It shows that one matter and can be revoked.
    """

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="follow_links")
    token_digest = models.CharField(max_length=64, unique=True)
    code_digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"follow {self.idea_id}"


class Throttle(models.Model):
    """How often something was tried from one place within an hour. The place is a keyed digest that changes daily."""

    action = models.CharField(max_length=20)
    place = models.CharField(max_length=64)
    hour = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["action", "place", "hour"], name="one_throttle")]

    def __str__(self) -> str:
        return f"{self.action} {self.count}"

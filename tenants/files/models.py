"""Files that belong to an idea, and what files of other things are too. The bytes lie in a private store under an
opaque name."""

import uuid

from django.db import models

from tenants.ideas.models import Idea
from tenants.people.models import Member


class StoredFile(models.Model):
    """A file whose type was told by its content, never by its name. Each kind says what it belongs to."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=150)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(help_text="bytes")
    sha256 = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=200)
    added_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        abstract = True
        ordering = ("added_at", "id")

    def __str__(self) -> str:
        return self.name


class Attachment(StoredFile):
    """A file of an idea."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="attachments")

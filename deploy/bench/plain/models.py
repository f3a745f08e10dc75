"""An idea and the units it may be about."""

from django.conf import settings
from django.db import models


class Unit(models.Model):
    name = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.name


class Idea(models.Model):
    submission_key = models.UUIDField(unique=True)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    for_whom = models.TextField(blank=True)
    why_now = models.TextField(blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    received_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.title

"""Views of the follow-up that somebody keeps: a name for what stands in the address."""

from typing import ClassVar

from django.db import models

from tenants.people.models import Member


class SavedView(models.Model):
    """A choice of period, unit, source, chamber and version. `query` is kept as it stood in the address: what is
    chosen there may cease to exist, and the page says so."""

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=500, blank=True)
    shared = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("name", "id")
        constraints: ClassVar = [models.UniqueConstraint(fields=["owner", "name"], name="one_view_a_name")]

    def __str__(self) -> str:
        return self.name


class StartView(models.Model):
    """The view that a member begins with, their own or a shared one."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, primary_key=True, related_name="+")
    view = models.ForeignKey(SavedView, on_delete=models.CASCADE, related_name="starts")

    def __str__(self) -> str:
        return f"{self.member_id} {self.view_id}"

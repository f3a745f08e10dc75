"""The words that facts are made of. The municipalities have more statuses than these; a test holds the two together."""

from django.db import models
from django.utils.translation import pgettext_lazy

IN_PROGRESS = ("inbox", "asked", "active", "on_hold")
CONCLUDED = "concluded"
IMPLEMENTED = "implemented"


class Source(models.TextChoices):
    """Who or what an idea came from."""

    EMPLOYEE = "employee", pgettext_lazy("source", "employee")
    RESIDENT = "resident", pgettext_lazy("source", "resident")
    CONTACT_CENTRE = "contact_centre", pgettext_lazy("source", "contact centre")
    SURVEY = "survey", pgettext_lazy("source", "survey")
    MEETING = "meeting", pgettext_lazy("source", "meeting")
    IMPORT = "import", pgettext_lazy("source", "import")

"""The six canonical phases. Every municipality's stages map to them, so that different models stay comparable."""

from django.db import models
from django.utils.translation import pgettext_lazy


class Phase(models.TextChoices):
    """In the order that an idea passes them."""

    CAPTURE = "capture", pgettext_lazy("phase", "Capture")
    UNDERSTAND = "understand", pgettext_lazy("phase", "Understand")
    DEVELOP = "develop", pgettext_lazy("phase", "Develop")
    TEST = "test", pgettext_lazy("phase", "Test")
    IMPLEMENT = "implement", pgettext_lazy("phase", "Implement")
    SPREAD = "spread", pgettext_lazy("phase", "Spread")


ORDER = tuple(Phase.values)


def position(phase: str) -> int:
    """Where a phase stands among the six, from 0."""
    return ORDER.index(phase)

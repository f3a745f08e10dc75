"""The steps around the stages, for the one who bears an idea and for managers, with what is said from the beginning.

Support for the bearer alone is not enough: an idea stops where the nearest manager does not know what to do with it
(what Lerum learned from its innovation work). So every step has two readers.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tenants.ideas.models import Status

WORDS: dict[str, dict[str, str]] = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


class Audience(models.TextChoices):
    BEARER = "bearer", pgettext_lazy("guidance", "For you who bear an idea")
    MANAGER = "manager", pgettext_lazy("guidance", "For you who are a manager")


@dataclass(frozen=True)
class Step:
    """A step outside the stages. `before` says whether it comes before them."""

    key: str
    audience: Audience
    title: str | Promise
    before: bool = False

    @property
    def sv(self) -> str:
        return _words(self.key, "sv")

    @property
    def en(self) -> str:
        return _words(self.key, "en")


def _words(key: str, language: str) -> str:
    """Each paragraph on one line, as people type them."""
    paragraphs = WORDS[key][language].strip().split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


B, M = Audience.BEARER, Audience.MANAGER
STEPS = (
    Step("bearer-before", B, _("Before you leave an idea"), before=True),
    Step("bearer-inbox", B, _("While your idea waits in the inbox"), before=True),
    Step("bearer-asked", B, _("When we have asked you something"), before=True),
    Step("bearer-hold", B, _("When your idea is on hold")),
    Step("bearer-concluded", B, _("When your idea is concluded with learning")),
    Step("bearer-implemented", B, _("When your idea is implemented")),
    Step("bearer-closed", B, _("When your idea has had another answer")),
    Step("manager-comes", M, _("When someone on your staff comes with an idea"), before=True),
    Step("manager-inbox", M, _("While the idea waits for its first answer"), before=True),
    Step("manager-gate", M, _("When you decide at a gate")),
    Step("manager-no", M, _("When the answer was wait or no")),
    Step("manager-after", M, _("After an implementation")),
)
BY_KEY = {step.key: step for step in STEPS}
# Where the guidance for an idea's status stands, for the one who bears it; in a chamber it is the stage's own.
OF_STATUS = {
    Status.INBOX: "bearer-inbox",
    Status.ASKED: "bearer-asked",
    Status.ON_HOLD: "bearer-hold",
    Status.CONCLUDED: "bearer-concluded",
    Status.IMPLEMENTED: "bearer-implemented",
}
OF_STATUS_TO_MANAGER = {
    Status.INBOX: "manager-inbox",
    Status.ASKED: "manager-inbox",
    Status.ON_HOLD: "manager-no",
    Status.CONCLUDED: "manager-no",
    Status.IMPLEMENTED: "manager-after",
}

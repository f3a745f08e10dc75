"""The text as an assessor read it, and what has changed in it since."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tenants.assessment.models import PinnedText
from tenants.ideas.edit import TEXTS
from tenants.ideas.models import Idea

WORDS = re.compile(r"\s+|[^\s]+")
HEADINGS: dict[str, str | Promise] = {
    "title": _("Title"),
    "text": _("What could be better"),
    "for_whom": _("For whom"),
    "why_now": _("Why now"),
}


@dataclass(frozen=True)
class Piece:
    """A stretch of text: `kind` is same, gone or new."""

    kind: str
    text: str


@dataclass(frozen=True)
class Changed:
    """One field of the idea's text that reads differently now."""

    heading: str | Promise
    pieces: list[Piece]


def pin(idea: Idea) -> None:
    """Keep the idea's text as it stands now, once a revision."""
    texts = {name: getattr(idea, name) for name in TEXTS}
    PinnedText.objects.get_or_create(idea=idea, revision=idea.revision, defaults=texts)


def changes_since(idea: Idea, *, revision: int) -> list[Changed]:
    """What reads differently now; empty where nothing does or the old text is kept no more."""
    if idea.revision == revision:
        return []
    old = PinnedText.objects.filter(idea=idea, revision=revision).first()
    if old is None:
        return []
    pairs = ((heading, getattr(old, name), getattr(idea, name)) for name, heading in HEADINGS.items())
    return [Changed(heading, pieces(before, after)) for heading, before, after in pairs if before != after]


def pieces(before: str, after: str) -> list[Piece]:
    """Word by word what was taken away and what was added, in reading order."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    found: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new).get_opcodes():
        if kind == "equal":
            found.append(Piece("same", "".join(old[a:b])))
            continue
        found += [Piece("gone", "".join(old[a:b]))] * (b > a) + [Piece("new", "".join(new[c:d]))] * (d > c)
    return found

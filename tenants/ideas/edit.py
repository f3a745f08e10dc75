"""Changing an idea's text, coach or secrecy mark."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from sluss.text.digests import text_digest
from sluss.workflow.transitions import NotAllowed, NotPossible, record
from tenants.ideas.models import Idea
from tenants.ideas.rules import may_assign_coach, may_edit, may_mark_secrecy
from tenants.people.models import Member

TEXTS = ("title", "text", "for_whom", "why_now")


class ChangedMeanwhile(NotPossible):
    """Somebody saved another text since this one was opened. `theirs` is what stands now."""

    def __init__(self, theirs: Idea) -> None:
        super().__init__(_("Somebody has changed the text since you opened it. Nothing of yours is lost."))
        self.theirs = theirs


@dataclass(frozen=True)
class Part:
    """One text as it stands now, and whether it differs from what somebody else has typed."""

    label: str
    text: str
    differs: bool


def side_by_side(theirs: Idea, typed: Mapping[str, str]) -> list[Part]:
    """What stands, text by text, to be read beside what was typed."""
    labels = {
        "title": _("Title"),
        "text": _("What could be better?"),
        "for_whom": _("For whom?"),
        "why_now": _("Why now?"),
    }
    return [Part(labels[name], getattr(theirs, name), getattr(theirs, name) != typed[name]) for name in TEXTS]


@transaction.atomic
def edit_text(idea: Idea, *, texts: dict[str, str], revision: int, actor: Member) -> Idea:
    """Save new texts as the next revision; where none of them is new, there is no next one.

    Raises ChangedMeanwhile where `revision` is not the latest.
    """
    locked = _locked(idea)
    if not may_edit(actor, locked, bears=locked.bearers.filter(member=actor).exists()):
        raise NotAllowed(_("Only those who bear the idea, its coach or the innovation manager change its text."))
    if locked.revision != revision:
        raise ChangedMeanwhile(locked)
    if all(getattr(locked, name) == texts[name] for name in TEXTS):
        return locked
    for name in TEXTS:
        setattr(locked, name, texts[name])
    locked.revision = revision + 1
    locked.digest = text_digest(title=locked.title, text=locked.text)
    locked.save(update_fields=[*TEXTS, "revision", "digest"])
    record(subject=locked, kind="text_edited", actor=actor, data={"revision": locked.revision})
    return locked


@transaction.atomic
def assign_coach(idea: Idea, *, coach: Member, actor: Member) -> Idea:
    """Give the idea a coach, who may be none of its bearers."""
    locked = _locked(idea)
    if not may_assign_coach(actor, locked):
        raise NotAllowed(_("Only an idea coach or the innovation manager chooses the coach."))
    if locked.bearers.filter(member=coach).exists():
        raise NotPossible(_("Nobody coaches an idea of their own."))
    locked.coach = coach
    locked.save(update_fields=["coach"])
    record(subject=locked, kind="coach_assigned", actor=actor, data={"coach": coach.pk})
    return locked


@transaction.atomic
def mark_secrecy(idea: Idea, *, secrecy: str, actor: Member) -> Idea:
    """Set or lift the mark that secrecy must be assessed; a marked idea is seen by handlers and bearers only."""
    locked = _locked(idea)
    if not may_mark_secrecy(actor):
        raise NotAllowed(_("Only the registrar or the innovation manager changes the secrecy mark."))
    locked.secrecy = secrecy
    locked.save(update_fields=["secrecy"])
    record(subject=locked, kind="secrecy_marked", actor=actor, data={"secrecy": secrecy})
    return locked


def _locked(idea: Idea) -> Idea:
    return Idea.objects.select_for_update(no_key=True, of=("self",)).get(pk=idea.pk)

"""What was said, what was learnt, and what came of it."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from sluss import clock
from sluss.workflow.transitions import NotPossible, apply, refusal
from tenants.influence.models import Finding, Note, Participant, ResidentSession
from tenants.influence.subjects import NO_COLUMNS, Subject
from tenants.influence.transitions import NOTE
from tenants.people.models import Member


@dataclass(frozen=True, kw_only=True)
class Learnt:
    """A finding. `came_of_it` goes with an outcome."""

    text: str
    subject: Subject | None = None
    outcome: str = ""
    came_of_it: str = ""


@transaction.atomic
def write_note(session: ResidentSession, *, text: str, actor: Member) -> Note:
    """Raises NotAllowed, and NotPossible where it names somebody who was asked to the session."""
    if names_somebody(session, text):
        raise NotPossible(_("The note names somebody who was asked to the session. Write what was said, not by whom."))
    apply(NOTE, subject=session, actor=actor)
    return Note.objects.create(session=session, text=text, written_by=actor, written_at=clock.now())


@transaction.atomic
def delete_note(note: Note, *, actor: Member) -> None:
    """What should not have been written down goes for good. Raises NotAllowed or NotPossible."""
    if error := refusal(NOTE, subject=note.session, actor=actor):
        raise error
    note.delete()


@transaction.atomic
def save_finding(session: ResidentSession, *, learnt: Learnt, actor: Member, finding: Finding | None = None) -> Finding:
    """A new finding, or a changed one; until it has been told. Raises NotAllowed or NotPossible."""
    if bool(learnt.outcome) != bool(learnt.came_of_it):
        raise NotPossible(_("Say both what kind of thing came of it and what it was, or neither yet."))
    if names_somebody(session, f"{learnt.text} {learnt.came_of_it}"):
        raise NotPossible(_("The note names somebody who was asked to the session. Write what was said, not by whom."))
    apply(NOTE, subject=session, actor=actor)
    row = finding or Finding(session=session, written_by=actor, written_at=clock.now())
    row.text, row.outcome, row.came_of_it = learnt.text, learnt.outcome, learnt.came_of_it
    columns = learnt.subject.columns if learnt.subject else NO_COLUMNS
    for name, value in columns.items():
        setattr(row, name, value)
    if finding is None:
        row.save(force_insert=True)
    else:
        row.save(update_fields=["text", "outcome", "came_of_it", *(name.removesuffix("_id") for name in columns)])
    return row


@transaction.atomic
def sum_up(session: ResidentSession, *, summary: str, actor: Member) -> None:
    """What those who took part will read first. Raises NotAllowed or NotPossible."""
    if names_somebody(session, summary):
        raise NotPossible(_("The note names somebody who was asked to the session. Write what was said, not by whom."))
    apply(NOTE, subject=session, actor=actor, change=lambda _: {"summary": summary})


def names_somebody(session: ResidentSession, text: str) -> bool:
    """Whether the text holds the address or the whole name of somebody who was asked to the session."""
    said = f" {' '.join(text.casefold().split())} "
    people = Participant.objects.filter(session=session).select_related("panelist")
    words = {word.casefold() for one in people for word in (one.receiver.name, one.receiver.email) if word}
    return any(word in said for word in words if " " in word or "@" in word)

"""The only door to what was said in sessions."""

from collections.abc import Sequence

from tenants.coaching.models import Session, SessionNote
from tenants.coaching.rules import reads_note, took_part
from tenants.people.models import Member


def notes_for(member: Member, sessions: Sequence[Session]) -> dict[int, SessionNote]:
    """By session, the notes that the member may read. One statement where the ideas' bearers are read already."""
    own = [one.pk for one in sessions if reads_note(member, one, bears=took_part(member, one))]
    return {note.session_id: note for note in SessionNote.objects.filter(session__in=own)}

"""The only door to what was said in sessions."""

from collections.abc import Sequence

from tenants.coaching.models import Session, SessionNote
from tenants.coaching.rules import reads_note
from tenants.people.models import Member


def notes_for(member: Member, sessions: Sequence[Session], *, bears: bool) -> dict[int, SessionNote]:
    """By session, the notes that the member may read; `bears` says whether they bear the idea. One statement."""
    own = [session.pk for session in sessions if reads_note(member, session, bears=bears)]
    return {note.session_id: note for note in SessionNote.objects.filter(session__in=own)}

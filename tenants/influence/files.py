"""Files of a session: added until it has been told, taken away at any time."""

from collections.abc import Sequence

from django.db import transaction

from sluss.workflow.transitions import NotAllowed, refusal
from tenants.files.checking import CheckedFile
from tenants.files.store import put, take_away
from tenants.influence.models import ResidentSession, SessionFile
from tenants.influence.transitions import ADD_FILE
from tenants.people.models import Member


@transaction.atomic
def add_files(session: ResidentSession, *, files: Sequence[CheckedFile], actor: Member) -> None:
    """Raises NotAllowed or NotPossible with nothing kept."""
    locked = ResidentSession.objects.select_for_update(no_key=True, of=("self",)).get(pk=session.pk)
    if error := refusal(ADD_FILE, subject=locked, actor=actor):
        raise error
    for file in files:
        put(SessionFile(session=locked), file=file, of=locked, member=actor)


@transaction.atomic
def remove_file(file: SessionFile, *, actor: Member) -> None:
    """At any time: somebody who is seen in a picture may want it gone. Raises NotAllowed."""
    if reason := ADD_FILE.who(actor, file.session):
        raise NotAllowed(reason)
    take_away(file, of=file.session, member=actor)

"""Saying yes or no to a session without an account, and signing up by its open link."""

from django.db import transaction
from django.utils.translation import gettext as _

from sluss import clock
from sluss.workflow.transitions import NotPossible
from tenants.influence import letters
from tenants.influence.models import Link, Participant, ResidentSession, Status

YES, NO = Participant.Answer.YES, Participant.Answer.NO


def takes_answers(session: ResidentSession) -> bool:
    return session.status == Status.INVITED and session.starts_at > clock.now()


def is_full(session: ResidentSession) -> bool:
    return session.seats is not None and session.participants.filter(answer=YES).count() >= session.seats


@transaction.atomic
def answer(link: Link, *, comes: bool) -> None:
    """Yes takes a seat, no gives it back. Raises NotPossible where the session takes no answers or is full."""
    participant = link.participant
    if participant is None:
        raise NotPossible(_("The session takes no answers any more."))
    session = ResidentSession.objects.select_for_update(no_key=True, of=("self",)).get(pk=participant.session_id)
    if not takes_answers(session):
        raise NotPossible(_("The session takes no answers any more."))
    if comes and participant.answer != YES and is_full(session):
        raise NotPossible(_("All seats are taken. Thank you for wanting to come."))
    Participant.objects.filter(pk=participant.pk).update(answer=YES if comes else NO, answered_at=clock.now())


@transaction.atomic
def sign_up(session: ResidentSession, *, name: str, email: str, language: str) -> None:
    """Write to the address with a link to say yes: only then a seat is taken. Once a person; the page always says the
    same, so that nobody learns who comes."""
    locked = ResidentSession.objects.select_for_update(no_key=True, of=("self",)).get(pk=session.pk)
    known = locked.participants.filter(email__iexact=email) | locked.participants.filter(panelist__email__iexact=email)
    if not (locked.open_link and takes_answers(locked)) or known.exists():
        return
    person = Participant.objects.create(session=locked, name=name, email=email, language=language, asked_at=clock.now())
    letters.invitation(person, locked)

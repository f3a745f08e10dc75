"""Which ideas answer a challenge: noted when an idea is left, tied or loosed by hand afterwards."""

from django.db import transaction
from django.utils.translation import gettext as _

from sluss import clock
from sluss.workflow.transitions import NotAllowed, NotPossible, Text, record
from tenants.challenges.models import Challenge, ChallengeAnswer
from tenants.challenges.rules import may_tie
from tenants.ideas.models import Idea
from tenants.people.models import Member

ANSWERS, NO_LONGER_ANSWERS = "answers_challenge", "answers_no_longer"


class NotOpen(NotPossible):
    """The challenge takes no answers now. What was written can be left as an idea like any other."""

    def __init__(self, challenge: Challenge) -> None:
        super().__init__(_("“%(title)s” does not take answers now.") % {"title": challenge.title})
        self.challenge = challenge


@transaction.atomic
def answer_with(idea: Idea, *, challenge: Challenge, actor: Member | None) -> ChallengeAnswer:
    """Note that an idea which is being left answers the challenge: in the transaction that registers it.

    Raises NotOpen, so that nothing is registered, where the challenge has closed meanwhile.
    """
    fresh = Challenge.objects.get(pk=challenge.pk)
    if not fresh.takes_answers:
        raise NotOpen(fresh)
    return _tied(idea, fresh, added_by=None, actor=actor)


@transaction.atomic
def tie(idea: Idea, *, challenge: Challenge, actor: Member) -> ChallengeAnswer:
    """Tie an idea that came in another way to the challenge; tied already it stays so. `idea` is one the actor sees."""
    locked = _locked(challenge, actor)
    found = locked.answers.filter(idea=idea).first()
    return found or _tied(idea, locked, added_by=actor, actor=actor)


@transaction.atomic
def loose(idea: Idea, *, challenge: Challenge, actor: Member) -> None:
    """Say that the idea does not answer the challenge after all. The idea itself goes on as it is."""
    locked = _locked(challenge, actor)
    if locked.answers.filter(idea=idea).delete()[0]:
        record(subject=idea, kind=NO_LONGER_ANSWERS, actor=actor, data={"challenge": challenge.pk})


def why_not_tie(actor: Member, challenge: Challenge) -> Text | None:
    if may_tie(actor, challenge):
        return None
    return _("Ideas are tied to it by its owner, a coach or the innovation manager, until what came of it is told.")


def _locked(challenge: Challenge, actor: Member) -> Challenge:
    locked = Challenge.objects.select_for_update(no_key=True).get(pk=challenge.pk)
    if reason := why_not_tie(actor, locked):
        raise NotAllowed(reason)
    return locked


def _tied(idea: Idea, challenge: Challenge, *, added_by: Member | None, actor: Member | None) -> ChallengeAnswer:
    answer = ChallengeAnswer.objects.create(challenge=challenge, idea=idea, added_by=added_by, added_at=clock.now())
    record(subject=idea, kind=ANSWERS, actor=actor, data={"challenge": challenge.pk})
    return answer

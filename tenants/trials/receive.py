"""Receiving owners: named, told, and their answer."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sluss import clock
from sluss.workflow.transitions import NotAllowed, NotPossible, record
from tenants.ideas.models import OPEN, CriterionAnswer, Idea
from tenants.people.models import Member
from tenants.pipeline.models import Criterion
from tenants.trials.models import Reception, Trial
from tenants.trials.tell import tell

Answer = Reception.Answer


def name_receiver(idea: Idea, *, member: Member) -> Reception:
    """Keep that the member is to receive the idea's result, and tell them the first time."""
    reception, is_new = Reception.objects.get_or_create(idea=idea, member=member, defaults={"named_at": clock.now()})
    if is_new and member.active:
        tell(member, template="trials/named", about=idea.pk, idea=idea)
    return reception


def named_at_gates(member: Member | None = None) -> list[tuple[Idea, Member]]:
    """Who is named by an answer at a gate, of everyone or one member, among ideas that are open."""
    answers = CriterionAnswer.objects.filter(
        criterion__kind=Criterion.Kind.MEMBER, member__isnull=False, idea__status__in=OPEN
    )
    if member is not None:
        answers = answers.filter(member=member)
    return [(answer.idea, answer.member) for answer in answers.select_related("idea", "member") if answer.member]


@transaction.atomic
def tell_newly_named() -> int:
    """Tell those who were named at a gate since the last look; returns how many. Naming in a trial tells at once."""
    known = set(Reception.objects.values_list("idea_id", "member_id"))
    new = {(idea.pk, member.pk): (idea, member) for idea, member in named_at_gates()}
    found = [pair for key, pair in new.items() if key not in known]
    for idea, member in found:
        name_receiver(idea, member=member)
    return len(found)


def is_named(member: Member, idea: Idea) -> bool:
    """Whether the member is to receive the idea's result now, by a trial or by an answer at a gate."""
    in_trial = Trial.objects.filter(idea=idea, receiving_owner=member)
    at_gate = CriterionAnswer.objects.filter(idea=idea, member=member, criterion__kind=Criterion.Kind.MEMBER)
    return member.active and (in_trial.exists() or at_gate.exists())


@transaction.atomic
def answer_reception(idea: Idea, *, answer: str, reason: str, actor: Member) -> Reception:
    """Say yes or no to receiving the result; a no needs its reason. Raises NotAllowed and NotPossible."""
    locked = Idea.objects.select_for_update(no_key=True, of=("self",)).get(pk=idea.pk)
    if not is_named(actor, locked):
        raise NotAllowed(_("You are not named as receiving owner of this idea."))
    if answer == Answer.DECLINED and not reason.strip():
        raise NotPossible(_("Say why, so that the right owner can be found."))
    facts = {"answer": answer, "reason": reason, "answered_at": clock.now()}
    new = {**facts, "named_at": clock.now()}
    reception, _made = Reception.objects.update_or_create(
        idea=locked, member=actor, defaults=facts, create_defaults=new
    )
    kind = "receiver_confirmed" if answer == Answer.CONFIRMED else "receiver_declined"
    record(subject=locked, kind=kind, actor=actor, data={"reception": reception.pk})
    if answer == Answer.DECLINED and locked.coach and locked.coach.active:
        tell(locked.coach, template="trials/declined", about=locked.pk, idea=locked, owner=actor, reason=reason)
    return reception

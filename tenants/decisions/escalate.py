"""Telling of promises that have passed, one step up at a time: who is closest, the innovation manager, who decides.

Each step is told once for each promise, by a row that is written in the same transaction as the letters. Nobody is
told twice of the same promise, and nothing is said of ideas that are closed, wait for their bearer or lie on hold.
"""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils.timezone import localtime

from sluss import clock
from sluss.workflow.transitions import record
from tenants.decisions.draft import locked
from tenants.decisions.models import Escalation, EscalationSettings, Proposal
from tenants.decisions.rules import conflict, gate_of
from tenants.decisions.selectors import may_be_asked
from tenants.ideas.access import visible_to
from tenants.ideas.models import IN_CHAMBERS, Idea, Secrecy, Status
from tenants.mail.letters import send_letter
from tenants.people.models import Member, Role
from tenants.pipeline.working_days import is_working_day, working_days_between

CLOSEST, INNOVATION_MANAGER, DECIDERS, HELD = 1, 2, 3, 4
STEPS = (CLOSEST, INNOVATION_MANAGER, DECIDERS)
# What we have promised an answer on: the bearer waits for us, not we for them.
PROMISED = (Status.INBOX, Status.ACTIVE)


def escalate_passed_promises() -> int:
    """Take every step that is due today in the municipality that is worked in; returns how many. Rests on days off."""
    settings, today = current_settings(), clock.today()
    if not settings.active or not is_working_day(today):
        return 0
    late = Idea.objects.filter(status__in=PROMISED, promised_on__lt=today).order_by("pk")
    steps = sum(_escalate(pk, settings, today) for pk in list(late.values_list("pk", flat=True)))
    held = Proposal.objects.filter(idea__status__in=IN_CHAMBERS).order_by("pk")
    return steps + sum(_remind_of_held(pk, settings, today) for pk in list(held.values_list("idea_id", flat=True)))


def current_settings() -> EscalationSettings:
    """The municipality's row; the product's own days until something has been decided."""
    return EscalationSettings.objects.filter(id=EscalationSettings.KEY).first() or EscalationSettings(
        id=EscalationSettings.KEY
    )


@transaction.atomic
def _escalate(pk: int, settings: EscalationSettings, today: dt.date) -> int:
    """The steps that are due on one idea and not taken yet. The idea is locked, so two workers take turns."""
    idea = locked(Idea(pk=pk))
    promised_on = idea.promised_on
    if idea.status not in PROMISED or promised_on is None or promised_on >= today:
        return 0
    earlier = list(Escalation.objects.filter(idea=idea, promised_on=promised_on))
    taken, told = {one.step for one in earlier}, {pk for one in earlier for pk in one.told_ids}
    due = [step for step in _due(settings, working_days_between(promised_on, today)) if step not in taken]
    for step in due:
        told |= _take(idea, promised_on, step, told)
    return len(due)


@transaction.atomic
def _remind_of_held(pk: int, settings: EscalationSettings, today: dt.date) -> int:
    """Tell those who decide, once, of a proposal that waits as long as a passed promise does before they are."""
    idea = locked(Idea(pk=pk))
    gate, proposal = gate_of(idea), Proposal.objects.filter(idea=idea).first()
    if gate is None or proposal is None:
        return 0
    day = localtime(proposal.prepared_at).date()
    told = Escalation.objects.filter(idea=idea, promised_on=day, step=HELD).exists()
    if told or working_days_between(day, today) < settings.to_deciders:
        return 0
    receivers = [member for member in _nearest_deciders(idea) if _may_be_told(member, idea)]
    ids = sorted(member.pk for member in receivers)
    Escalation.objects.create(idea=idea, promised_on=day, step=HELD, told_ids=ids, at=clock.now())
    for member in receivers:
        _write(member, idea, "proposal_waits", {"day": day})
    record(subject=idea, kind="proposal_waits", actor=None, data={"gate": gate.pk})
    return 1


def _due(settings: EscalationSettings, days: int) -> list[int]:
    """The steps by how many working days the promise has passed: the closest at once."""
    after = {CLOSEST: 0, INNOVATION_MANAGER: settings.to_innovation_manager, DECIDERS: settings.to_deciders}
    return [step for step in STEPS if days >= after[step]]


def _take(idea: Idea, promised_on: dt.date, step: int, told: set[int]) -> set[int]:
    """Write to those of the step who have not been told; returns whom. The constraint refuses a step taken twice."""
    receivers = [m for m in _receivers(idea, step) if _is_to_be_told(m, idea, told)]
    ids = sorted(member.pk for member in receivers)
    Escalation.objects.create(idea=idea, promised_on=promised_on, step=step, told_ids=ids, at=clock.now())
    is_held = Proposal.objects.filter(idea=idea).exists()
    for member in receivers:
        _write(member, idea, "promise_passed", {"promised_on": promised_on, "step": step, "is_held": is_held})
    record(subject=idea, kind=f"promise_passed_{step}", actor=None, data={"promised_on": promised_on.isoformat()})
    return set(ids)


def _is_to_be_told(member: Member, idea: Idea, told: set[int]) -> bool:
    return member.pk not in told and conflict(member, idea) is None and _may_be_told(member, idea)


def _may_be_told(member: Member, idea: Idea) -> bool:
    """Of a marked matter only those hear who may see it: that it is there is part of what the mark protects."""
    return idea.secrecy == Secrecy.NONE or _sees(member, idea)


def _sees(member: Member, idea: Idea) -> bool:
    return visible_to(member).filter(pk=idea.pk).exists()


def _write(member: Member, idea: Idea, template: str, facts: dict[str, object]) -> None:
    """By number alone, with no way to it, to those who may not read the idea: managers of what lies in the inbox."""
    sees = _sees(member, idea)
    send_letter(
        to=member.email,
        template=template,
        context={
            "idea": idea,
            "title": idea.title if sees else idea.registry_number,
            "sees": sees,
            "name": member.name,
            **facts,
        },
        language=member.language,
        about_id=idea.pk,
    )


def _receivers(idea: Idea, step: int) -> Iterable[Member]:
    managers = Member.objects.active().with_role(Role.INNOVATION_MANAGER)
    if step == CLOSEST:
        return [idea.coach] if idea.coach and idea.coach.active else managers
    if step == INNOVATION_MANAGER:
        return managers
    return _nearest_deciders(idea)


def _nearest_deciders(idea: Idea) -> Iterable[Member]:
    """Those who can decide at the gate, in the idea's own unit where there are any; in the inbox, its managers."""
    gate = gate_of(idea)
    found = may_be_asked(idea, gate) if gate else Member.objects.active().with_role(Role.MANAGER)
    near = found.filter(unit=idea.unit_id) if idea.unit_id else found.none()
    return near if near.exists() else found

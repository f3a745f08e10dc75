"""Letters about values that are due: one to the receiving owner, and one to the innovation managers when it waits."""

from collections.abc import Iterable

from django.db import transaction

from sluss import clock
from tenants.benefits.judging import PATIENCE, escalates_on
from tenants.benefits.measured import Measured, Slot, measured
from tenants.benefits.models import Benefit, Reminder
from tenants.benefits.rules import ASKED_FOR
from tenants.benefits.taken_in_use import start_clocks
from tenants.ideas.access import visible_to
from tenants.mail.letters import send_letter
from tenants.people.models import Member, Role


@transaction.atomic
def remind() -> int:
    """Write every letter that today asks for, each once. Returns how many. Run again it writes none."""
    start_clocks()
    waiting = Benefit.objects.filter(idea__status__in=ASKED_FOR, in_use_from__lt=clock.today())
    found = measured(waiting.select_related("idea", "receiving_owner").order_by("pk"))
    return sum(_about(each, slot) for each in found if (slot := each.waits_for))


def _about(each: Measured, slot: Slot) -> int:
    owner = each.benefit.receiving_owner
    sent = _once(each, slot, kind=Reminder.Kind.DUE, to=[owner]) if owner else 0
    if slot.due and escalates_on(slot.due) <= clock.today():
        managers = Member.objects.active().with_role(Role.INNOVATION_MANAGER)
        sent += _once(each, slot, kind=Reminder.Kind.ESCALATED, to=managers)
    return sent


def _once(each: Measured, slot: Slot, *, kind: Reminder.Kind, to: Iterable[Member]) -> int:
    """The row is what makes it once: it is written with the letters or not at all. Nobody gets a letter about an idea
    that they may not see, nor somebody who has left."""
    benefit = each.benefit
    receivers = [member for member in to if visible_to(member).filter(pk=benefit.idea_id).exists()]
    facts = {"benefit": benefit, "point": slot.point, "kind": kind}
    if not receivers or not Reminder.objects.get_or_create(**facts, defaults={"sent_at": clock.now()})[1]:
        return 0
    for member in receivers:
        send_letter(
            to=member.email,
            template=f"benefits/{kind.value}",
            context={
                "name": member.name,
                "benefit": benefit,
                "idea": benefit.idea,
                "owner": benefit.receiving_owner,
                "slot": slot,
                "patience": PATIENCE,
            },
            language=member.language,
            about_id=benefit.idea_id,
        )
    return len(receivers)

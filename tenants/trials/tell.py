"""Letters to those who answer for a trial: its leader and its receiving owner, in their languages."""

from typing import Any

from tenants.ideas.access import visible_to
from tenants.mail.letters import send_letter
from tenants.people.models import Member
from tenants.trials.models import Trial


def tell_people(trial: Trial, *, template: str, **context: Any) -> int:
    """Write to leader and receiving owner, once where they are the same; returns how many letters."""
    people = {member.pk: member for member in (trial.leader, trial.receiving_owner) if member and member.active}
    facts = {"about": trial.idea_id, "trial": trial, "idea": trial.idea, **context}
    return sum(tell(member, template=template, **facts) for member in people.values())


def tell(member: Member, *, template: str, about: int, **context: Any) -> bool:
    """False where the member may not see the idea that it is about (any more): the letter would name it."""
    if not visible_to(member).filter(pk=about).exists():
        return False
    send_letter(
        to=member.email,
        template=template,
        context={"name": member.name, **context},
        language=member.language,
        about_id=about,
    )
    return True

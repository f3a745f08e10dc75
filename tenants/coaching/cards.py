"""Method cards: kept by the innovation manager, used on ideas."""

from typing import Any

from django.db import transaction

from sluss import clock
from sluss.workflow.transitions import NotAllowed, record
from tenants.coaching import rules
from tenants.coaching.models import MethodCard, MethodUse, Skill
from tenants.coaching.texts import KEEPERS_ONLY
from tenants.ideas.models import Idea
from tenants.people.models import Member


@transaction.atomic
def use_card(idea: Idea, *, card: MethodCard, actor: Member) -> MethodUse:
    """Mark that the card was used on the idea; once is enough. Raises NotAllowed."""
    locked = Idea.objects.select_for_update(no_key=True, of=("self",)).get(pk=idea.pk)
    if reason := rules.why_not_use_card(actor, locked):
        raise NotAllowed(reason)
    facts = {"used_by": actor, "used_on": clock.today()}
    use, made = MethodUse.objects.get_or_create(card=card, idea=locked, defaults=facts)
    if made:
        record(subject=locked, kind="card_used", actor=actor, data={"card": card.code})
    return use


def save_row[Row: (MethodCard, Skill)](row: Row, *, content: dict[str, Any], actor: Member) -> Row:
    """Save a skill or a card as the innovation manager wants it. Raises NotAllowed."""
    if not rules.keeps_registers(actor):
        raise NotAllowed(KEEPERS_ONLY)
    for name, value in content.items():
        setattr(row, name, value)
    if row.pk:
        row.save(update_fields=list(content))
    else:
        row.save(force_insert=True)
    return row

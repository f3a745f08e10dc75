"""Correcting the reasons of a registered decision: a new row that names the one it corrects; the old one stands."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from sluss import clock
from sluss.workflow.transitions import NotAllowed, NotPossible, record
from tenants.decisions import rules
from tenants.decisions.draft import Overtaken, locked
from tenants.decisions.letters import tell_of
from tenants.decisions.models import Decision
from tenants.people.models import Member


@transaction.atomic
def correct_decision(decision: Decision, *, reasons: str, actor: Member, key: uuid.UUID) -> Decision:
    """Register corrected reasons; the outcome and the idea's place stay, and the bearers get a letter.

    `key` becomes the new row's own, so the same form sent twice gives one correction. Raises NotAllowed, Overtaken
    (the decision has been corrected meanwhile) or NotPossible, with nothing changed.
    """
    row = locked(decision.idea)
    if made := Decision.objects.filter(key=key, corrects=decision, decider=actor).first():
        return made
    if reason := rules.why_not_correct(actor, decision):
        raise NotAllowed(reason)
    if Decision.objects.filter(corrects=decision).exists():
        raise Overtaken(_("The decision has been corrected already. Correct the latest text instead."))
    if not reasons.strip() or reasons.strip() == decision.reasons.strip():
        raise NotPossible(_("Write the reasons as they should read."))
    correction = _correction(decision, reasons=reasons, actor=actor, key=key)
    correction.save(force_insert=True)
    data = {"decision": str(correction.key), "corrects": str(decision.key)}
    record(subject=row, kind="decision_corrected", actor=actor, data=data)
    tell_of(correction)
    return correction


def _correction(decision: Decision, *, reasons: str, actor: Member, key: uuid.UUID) -> Decision:
    seat = rules.seat_of(actor, decision.gate)
    same = (
        "idea",
        "gate",
        "outcome",
        "basis",
        "basis_reference",
        "delegation",
        "committee",
        "protocol_on",
        "presenter",
    )
    people = ("participant_ids", "recused_ids", "dissent", "dissenter_ids")
    evidence = ("idea_revision", "evidence", "evidence_digest")
    return Decision(
        **{name: getattr(decision, name) for name in (*same, *people, *evidence)},
        key=key,
        reasons=reasons,
        decider=actor,
        in_place_of=seat.in_place_of if seat else None,
        decided_at=clock.now(),
        corrects=decision,
    )

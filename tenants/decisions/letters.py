"""The letter about a decision, to everyone who bears the idea."""

from typing import Any

from sluss import clock
from tenants.decisions.deciders import who_decides
from tenants.decisions.models import Decision, Outcome
from tenants.decisions.rules import seat_of
from tenants.ideas.letters import tell_bearers
from tenants.ideas.models import Idea, IdeaBearer
from tenants.mail.letters import render_letter
from tenants.pipeline.working_days import add_working_days

TEMPLATE = "decision"


def tell_of(decision: Decision) -> int:
    """Write the letter to every bearer with an e-mail address; returns how many."""
    return tell_bearers(decision.idea, template=TEMPLATE, context=context_of(decision))


def context_of(decision: Decision) -> dict[str, Any]:
    target = decision.gate.target
    goes_on = decision.outcome == Outcome.PROCEED and target is not None
    return {
        "decision": decision,
        "decided_by": decision.decided_by,
        "target": target,
        "promised_on": add_working_days(clock.today(), target.promise_days) if target and goes_on else None,
    }


def preview(decision: Decision, *, idea: Idea) -> tuple[str, str]:
    """Subject and text of the letter as the first bearer would get it. `decision` need not be saved.

    Where whoever looks cannot decide, the letter says who will: the role, the person or the committee.
    """
    bearer = IdeaBearer.objects.filter(idea=idea).select_related("member").first()
    language = (bearer.member.language if bearer.member else bearer.language) if bearer else "sv"
    name = bearer.display_name if bearer else ""
    context = {"idea": idea, "name": name, **context_of(decision)}
    if seat_of(decision.decider, decision.gate) is None:
        context["decided_by"] = who_decides(decision.gate)
    subject, text, _ = render_letter(template=TEMPLATE, context=context, language=language)
    return subject, text

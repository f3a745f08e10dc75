"""What a registered decision does to an idea: a frozen table by outcome. The gate's target tells `proceed` apart."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from sluss.workflow.transitions import Text, Transition
from tenants.decisions import rules
from tenants.decisions.conditions import unmet
from tenants.decisions.models import Outcome
from tenants.ideas.models import IN_CHAMBERS, Idea, Status
from tenants.people.models import Member
from tenants.pipeline.models import Gate


def _may_register(actor: Member, idea: Idea) -> Text | None:
    return rules.why_not_register(actor, idea)


def _conditions_are_met(actor: Member, idea: Idea) -> Text | None:
    gate = rules.gate_of(idea)
    left = unmet(idea, gate) if gate else []
    if not left:
        return None
    names = "; ".join(str(condition.criterion) for condition in left)
    return _("It cannot go on while conditions are not met: %(names)s.") % {"names": names}


PROCEED = Transition(
    name="decided_proceed",
    label=pgettext_lazy("outcome", "go on"),
    sources=IN_CHAMBERS,
    to=Status.ACTIVE,
    who=_may_register,
    requires=(_conditions_are_met,),
)
IMPLEMENT = Transition(
    name="decided_implemented",
    label=pgettext_lazy("outcome", "go on"),
    sources=IN_CHAMBERS,
    to=Status.IMPLEMENTED,
    who=_may_register,
    requires=(_conditions_are_met,),
)
HOLD = Transition(
    name="decided_hold",
    label=pgettext_lazy("outcome", "wait"),
    sources=IN_CHAMBERS,
    to=Status.ON_HOLD,
    who=_may_register,
)
CONCLUDE = Transition(
    name="decided_conclude",
    label=pgettext_lazy("outcome", "conclude with learning"),
    sources=IN_CHAMBERS,
    to=Status.CONCLUDED,
    who=_may_register,
)
TAKE_UP = Transition(
    name="taken_up",
    label=gettext_lazy("Take up again"),
    sources=(Status.ON_HOLD,),
    to=Status.ACTIVE,
    who=_may_register,
)
SENTENCES: dict[str, Text] = {
    PROCEED.name: gettext_lazy("Decided: the idea goes on"),
    IMPLEMENT.name: gettext_lazy("Decided: the idea is implemented"),
    HOLD.name: gettext_lazy("Decided: the idea waits"),
    CONCLUDE.name: gettext_lazy("Decided: the idea is concluded with learning"),
    TAKE_UP.name: gettext_lazy("The idea was taken up again"),
    "criteria_answered": gettext_lazy("Conditions for the next step were answered"),
    "proposal_held": gettext_lazy("A decision is being prepared"),
    "proposal_withdrawn": gettext_lazy("The preparation of a decision was stopped"),
    "decision_corrected": gettext_lazy("A decision was corrected"),
    "recused": gettext_lazy("A conflict of interest was noted"),
    "recusal_upheld": gettext_lazy("A conflict of interest was tried and stands"),
    "recusal_lifted": gettext_lazy("A conflict of interest was tried and lifted"),
    "decision_asked": gettext_lazy("Somebody was asked to decide"),
    "board_asked": gettext_lazy("The idea board was asked for advice"),
    "advice_given": gettext_lazy("The idea board gave advice"),
    "proposal_waits": gettext_lazy("A prepared decision has waited long: those who decide were told"),
    "promise_passed_1": gettext_lazy("The promised day has passed: the one closest to the idea was reminded"),
    "promise_passed_2": gettext_lazy("The promised day has passed: the innovation manager was told"),
    "promise_passed_3": gettext_lazy("The promised day has passed: those who decide were told"),
}


def transition_for(outcome: str, gate: Gate) -> Transition:
    """The transition that a decision with this outcome at this gate is."""
    if outcome == Outcome.PROCEED:
        return PROCEED if gate.target_id else IMPLEMENT
    return {Outcome.HOLD: HOLD, Outcome.CONCLUDE: CONCLUDE}[Outcome(outcome)]

"""What may happen to an assessment: a frozen table."""

from django.utils.translation import gettext_lazy as _

from sluss.workflow.transitions import Text, Transition
from tenants.assessment import rules
from tenants.assessment.models import BEGUN, OPEN, State

DECLARE = Transition(
    name="declared_free",
    label=_("Open to assess"),
    sources=(State.ASSIGNED,),
    to=State.DECLARED,
    who=rules.why_not_score,
    requires=(rules.idea_is_open,),
)
CONFLICT = Transition(
    name="conflict_declared",
    label=_("Declare a conflict of interest"),
    sources=OPEN,
    to=State.CONFLICTED,
    who=rules.why_not_own,
)
SAVE_DRAFT = Transition(
    name="draft_saved",
    label=_("Save draft"),
    sources=BEGUN,
    to=State.DRAFT,
    who=rules.why_not_score,
    requires=(rules.idea_is_open,),
)
SUBMIT = Transition(
    name="submitted",
    label=_("Hand in"),
    sources=BEGUN,
    to=State.SUBMITTED,
    who=rules.why_not_score,
    requires=(rules.idea_is_open,),
)
ABSTAIN = Transition(
    name="abstained",
    label=_("Abstain"),
    sources=OPEN,
    to=State.ABSTAINED,
    who=rules.why_not_own,
)
WITHDRAW = Transition(
    name="withdrawn",
    label=_("Withdraw"),
    sources=OPEN,
    to=State.WITHDRAWN,
    who=rules.why_not_manage,
)
SET_ASIDE = Transition(
    name="set_aside",
    label=_("Set aside"),
    sources=(State.SUBMITTED,),
    to=State.WITHDRAWN,
    who=rules.why_not_manage,
    requires=(rules.assessor_is_barred,),
)
REAFFIRM = Transition(
    name="reaffirmed",
    label=_("My assessment stands"),
    sources=(State.SUBMITTED,),
    to=None,
    who=rules.why_not_score,
    requires=(rules.idea_is_open,),
)
CHANGE = Transition(
    name="changed",
    label=_("Change the assessment"),
    sources=(State.SUBMITTED,),
    to=None,
    who=rules.why_not_score,
    requires=(rules.idea_is_open,),
)
TABLE = (DECLARE, CONFLICT, SAVE_DRAFT, SUBMIT, ABSTAIN, WITHDRAW, SET_ASIDE, REAFFIRM, CHANGE)
# What the idea's own timeline tells: that it is assessed, never by whom or how.
SENTENCES: dict[str, Text] = {
    "assessment_asked": _("Assessments were asked for"),
    "assessment_complete": _("All assessments that were asked for are in"),
}

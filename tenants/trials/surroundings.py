"""Trials and costs beside an idea, and in the brief at its gate."""

from collections.abc import Iterable

from django.template.defaultfilters import truncatewords
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tenants.decisions.brief import Line
from tenants.ideas.models import IN_CHAMBERS, Idea, Status
from tenants.ideas.surroundings import IdeaLink
from tenants.people.models import Member
from tenants.trials.models import Trial
from tenants.trials.rules import sees_costs

WORDS = 30


def trials_link(member: Member, idea: Idea) -> IdeaLink | None:
    if idea.status not in (*IN_CHAMBERS, Status.IMPLEMENTED, Status.CONCLUDED):
        return None
    return IdeaLink(label=gettext_lazy("Trials"), url=reverse("trials:of_idea", args=[idea.pk]), order=30)


def costs_link(member: Member, idea: Idea) -> IdeaLink | None:
    if not sees_costs(member, idea):
        return None
    return IdeaLink(label=gettext_lazy("Hours and costs"), url=reverse("trials:efforts", args=[idea.pk]), order=60)


def trial_lines(reader: Member, idea: Idea) -> Iterable[Line]:
    """The latest trial at the gate: where it stands, and what came of it. One statement."""
    trial = Trial.objects.filter(idea=idea).first()
    if trial is None:
        return []
    text = f"{trial.name}: {trial.get_status_display()}."
    if trial.recommendation:
        recommended = _("Recommended: %(what)s.") % {"what": trial.get_recommendation_display()}
        text = f"{text} {truncatewords(trial.conclusion, WORDS)} {recommended}"
    elif trial.stop_reason:
        text = f"{text} {truncatewords(trial.stop_reason, WORDS)}"
    return [Line(_("Trial"), text, url=reverse("trials:trial", args=[trial.key]), order=40)]

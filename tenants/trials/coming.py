"""What is coming to a receiving owner: when, what it costs, and what they must do."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from tenants.ideas.access import visible_to
from tenants.ideas.models import CriterionAnswer, Idea, Status
from tenants.people.models import Member
from tenants.pipeline.models import Criterion
from tenants.trials import models
from tenants.trials.models import Reception, Trial
from tenants.trials.spend import spent_on_ideas

COMING = (Status.INBOX, Status.ASKED, Status.ACTIVE, Status.ON_HOLD, Status.IMPLEMENTED)


@dataclass(frozen=True)
class Coming:
    """One idea on its way to somebody. `budget` and `spent` in kronor."""

    idea: Idea
    trial: Trial | None
    reception: Reception | None
    budget: int | None
    spent: int

    @property
    def when(self) -> dt.date | None:
        """The day the result can be expected: the trial's end, as planned or by its ceiling."""
        if self.trial is None or self.trial.status in models.ENDED:
            return None
        return self.trial.ends_on or self.trial.latest_end

    @property
    def cost(self) -> int | None:
        return self.budget if self.budget is not None else self.trial.money if self.trial else None

    @property
    def answer(self) -> str:
        return self.reception.answer if self.reception else Reception.Answer.WAITING

    @property
    def to_do(self) -> str:
        """What the receiving owner does next, in a sentence."""
        if self.answer == Reception.Answer.WAITING:
            return _("Say whether you receive it.")
        if self.answer == Reception.Answer.DECLINED:
            return _("Nothing: you have said no, and another owner is sought.")
        if self.idea.status == Status.IMPLEMENTED:
            return _("Keep it in use, and follow up the benefit.")
        return self._about_trial()

    def _about_trial(self) -> str:
        if self.trial is None:
            return _("Agree with the coach on what is to be tried.")
        match self.trial.status:
            case models.Status.PLANNED | models.Status.CLEARED:
                return _("Read the stop rule and the ceiling before the trial starts.")
            case models.Status.RUNNING | models.Status.PAUSED:
                return _("Make time for it at the workplace, and plan what you will stop doing.")
            case models.Status.COMPLETED:
                return _("Wait for the result.")
        return _("Read the result and prepare for the decision.")


def ideas_coming_to(member: Member) -> QuerySet[Idea]:
    """The ideas whose result the member is named to receive, those promised first at the top."""
    at_gate = CriterionAnswer.objects.filter(member=member, criterion__kind=Criterion.Kind.MEMBER)
    in_trial = Trial.objects.filter(receiving_owner=member)
    named = Q(pk__in=at_gate.values("idea")) | Q(pk__in=in_trial.values("idea"))
    found = visible_to(member).filter(named, status__in=COMING).select_related("stage", "coach")
    return found.order_by("promised_on", "pk")


def coming_to(member: Member, ideas: Sequence[Idea]) -> list[Coming]:
    """The page's rows. Four statements, however many ideas."""
    trials = {trial.idea_id: trial for trial in Trial.objects.filter(idea__in=ideas).order_by("created_at", "pk")}
    receptions = {row.idea_id: row for row in Reception.objects.filter(idea__in=ideas, member=member)}
    budgets = CriterionAnswer.objects.filter(idea__in=ideas, criterion__code="budget", number__isnull=False)
    known = dict(budgets.values_list("idea_id", "number"))
    spent = spent_on_ideas([idea.pk for idea in ideas])
    return [
        Coming(idea, trials.get(idea.pk), receptions.get(idea.pk), known.get(idea.pk), spent.get(idea.pk, 0))
        for idea in ideas
    ]

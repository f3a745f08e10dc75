"""How far the assessment of ideas has come: counts and people by idea, by two statements whatever their number."""

from collections import Counter, defaultdict
from collections.abc import Collection

from sluss.workflow.transitions import record
from tenants.assessment.models import OPEN, Assessment, Side, State
from tenants.assessment.rules import Stand
from tenants.assessment.statistics import ENOUGH
from tenants.decisions.models import Recusal
from tenants.decisions.selectors import BARS
from tenants.ideas.models import Idea, IdeaBearer


def stands_of(ideas: Collection[int]) -> dict[int, Stand]:
    asked: dict[int, dict[int, tuple[str, str]]] = defaultdict(dict)
    kept = Assessment.objects.filter(idea__in=ideas).exclude(status=State.WITHDRAWN)
    for idea, member, side, status in kept.order_by().values_list("idea_id", "assessor_id", "side", "status"):
        asked[idea][member] = (side, status)
    barred = barred_from(ideas)
    return {pk: stand_from(asked[pk], barred[pk]) for pk in ideas}


def barred_from(ideas: Collection[int]) -> dict[int, set[int]]:
    """Who bears each idea or has a conflict of interest there: one statement."""
    barred: dict[int, set[int]] = {pk: set() for pk in ideas}
    bearers = IdeaBearer.objects.filter(idea__in=ideas, member__isnull=False).values_list("idea_id", "member_id")
    recused = Recusal.objects.filter(BARS, idea__in=ideas).values_list("idea_id", "member_id")
    for idea, member in bearers.order_by().union(recused.order_by()):
        barred[idea].add(member)
    return barred


def stand_of(idea: Idea) -> Stand:
    return stands_of([idea.pk])[idea.pk]


def locked_idea(assessment: Assessment) -> Idea:
    """The idea before the assessment, as everything that moves ideas locks it; the assessment then knows it fresh."""
    idea = Idea.objects.select_for_update(no_key=True, of=("self",)).get(pk=assessment.idea_id)
    assessment.idea = idea
    return idea


def tell_if_complete(idea: Idea) -> None:
    """On the idea's timeline, without saying who was last."""
    states = set(Assessment.objects.filter(idea=idea).values_list("status", flat=True))
    if State.SUBMITTED in states and not states & set(OPEN):
        record(subject=idea, kind="assessment_complete", actor=None)


def stand_from(asked: dict[int, tuple[str, str]], barred: set[int]) -> Stand:
    submitted = Counter(side for side, status in asked.values() if status == State.SUBMITTED)
    return Stand(
        submitted=submitted.total(),
        open=sum(status in OPEN for _side, status in asked.values()),
        enough=all(submitted[side] >= ENOUGH for side in Side),
        asked=frozenset(asked),
        barred=frozenset(barred),
    )

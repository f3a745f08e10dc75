"""What is done towards goals: counted for many goals at once, shown in full for one."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from tenants.benefits.measured import Measured, measured
from tenants.benefits.overview import listed_benefits
from tenants.challenges.models import ChallengeAnswer
from tenants.decisions.models import Decision
from tenants.goals.kinds import BENEFIT, CHALLENGE, NEED, Kind
from tenants.ideas.access import visible_to
from tenants.ideas.models import Idea
from tenants.needs.models import Bond, NeedIdea
from tenants.people.models import Member


@dataclass(frozen=True)
class Done:
    """What is linked to some goals, as far as the reader may see it. `proven` benefits are measured (C or D)."""

    challenges: int = 0
    needs: int = 0
    ideas: int = 0
    decisions: int = 0
    benefits: int = 0
    proven: int = 0

    @property
    def has_nothing(self) -> bool:
        return not (self.challenges or self.needs or self.benefits)


@dataclass(frozen=True)
class Linked:
    """The keys behind the figures, by goal."""

    challenges: dict[int, set[int]]
    needs: dict[int, set[int]]
    benefits: dict[int, set[int]]
    ideas: dict[int, set[int]]


def linked_to(goals: Iterable[int], *, member: Member) -> Linked:
    """What is linked to each of the goals, and the ideas that answer through it: five queries, however many."""
    keys = list(goals)
    challenges, needs, benefits = (_pairs(kind, keys, member) for kind in (CHALLENGE, NEED, BENEFIT))
    seen = visible_to(member).order_by().values("pk")
    answers = ChallengeAnswer.objects.filter(challenge__in=_all(challenges), idea__in=seen)
    for_needs = NeedIdea.objects.filter(need__in=_all(needs), bond=Bond.IDEA, idea__in=seen)
    of_challenge = _grouped(answers.order_by().values_list("challenge_id", "idea_id"))
    of_need = _grouped(for_needs.order_by().values_list("need_id", "idea_id"))
    ideas = {
        goal: set().union(
            *(of_challenge[one] for one in challenges[goal]),
            *(of_need[one] for one in needs[goal]),
        )
        for goal in keys
    }
    return Linked(challenges, needs, benefits, ideas)


def done_towards(groups: dict[int, Sequence[int]], *, member: Member) -> dict[int, Done]:
    """What is done towards each group of goals (by any key of the caller's), nothing counted twice within one.

    Eight queries, however many groups and goals.
    """
    linked = linked_to({goal for goals in groups.values() for goal in goals}, member=member)
    decided = Counter(
        standing(Decision.objects.filter(idea__in=_all(linked.ideas))).order_by().values_list("idea_id", flat=True)
    )
    proven = {each.benefit.pk for each in benefits_in(_all(linked.benefits), member=member) if each.is_proven}
    return {key: _done(goals, linked, decided, proven) for key, goals in groups.items()}


def _done(goals: Sequence[int], linked: Linked, decided: Counter[int], proven: set[int]) -> Done:
    ideas = _union(linked.ideas, goals)
    benefits = _union(linked.benefits, goals)
    return Done(
        challenges=len(_union(linked.challenges, goals)),
        needs=len(_union(linked.needs, goals)),
        ideas=len(ideas),
        decisions=sum(decided[idea] for idea in ideas),
        benefits=len(benefits),
        proven=len(benefits & proven),
    )


def benefits_in(keys: Iterable[int], *, member: Member) -> list[Measured]:
    """Benefits with how far they can be trusted: two queries."""
    return measured(listed_benefits(member).filter(pk__in=list(keys)))


def ideas_in(keys: Iterable[int]) -> QuerySet[Idea]:
    return Idea.objects.filter(pk__in=list(keys)).order_by("-received_at", "-id")


def standing(decisions: QuerySet[Decision]) -> QuerySet[Decision]:
    """A corrected decision counts in its latest wording only."""
    return decisions.filter(~Exists(Decision.objects.filter(corrects=OuterRef("pk"))))


def goals_with_links() -> set[int]:
    """Goals that something is linked to, whoever asks: three queries."""
    links = (kind.link.objects.order_by().values_list("goal_id", flat=True) for kind in (CHALLENGE, NEED, BENEFIT))
    return set().union(*links)


def _pairs(kind: Kind, goals: list[int], member: Member) -> dict[int, set[int]]:
    seen = kind.visible(member).order_by().values("pk")
    rows = kind.link.objects.filter(goal__in=goals, **{f"{kind.field}__in": seen})
    return _grouped(rows.order_by().values_list("goal_id", f"{kind.field}_id"))


def _grouped(pairs: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for one, other in pairs:
        found[one].add(other)
    return found


def _all(groups: dict[int, set[int]]) -> set[int]:
    return set().union(*groups.values())


def _union(groups: dict[int, set[int]], keys: Iterable[int]) -> set[int]:
    return set().union(*(groups.get(key, set()) for key in keys))

"""Finding answers and what was sent."""

from django.db.models import Exists, OuterRef, QuerySet

from tenants.challenges.models import Challenge, ChallengeAnswer
from tenants.ideas.access import visible_to
from tenants.ideas.models import Idea
from tenants.people.models import Member


def answers_seen_by(member: Member, challenge: Challenge) -> QuerySet[Idea]:
    """The answering ideas that the member may open, newest first."""
    answers = ChallengeAnswer.objects.filter(challenge=challenge, idea=OuterRef("pk"))
    return visible_to(member).filter(Exists(answers)).order_by("-received_at", "-id")


def challenges_of(idea: Idea, *, among: QuerySet[Challenge]) -> list[Challenge]:
    """What the idea answers, of the challenges the reader may see."""
    return list(among.filter(answers__idea=idea).select_related("owner").order_by("answers__added_at"))

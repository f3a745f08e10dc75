"""What stands around the ideas of the bench: those that are open to all, and what assessors have handed in."""

from itertools import product
from random import Random

from sluss import clock
from tenants.assessment.models import Assessment, Confidence, Scale, Side, State
from tenants.assessment.scales import scale_in_use
from tenants.ideas.models import IN_CHAMBERS, Idea, Secrecy, Status
from tenants.people.models import Member
from tenants.public_site.models import OpenIdea, Support
from tenants.public_site.rules import SHOWN_TEXTS

BATCH = 500
# One of so many ideas is open to all, and one of so many in the chambers is assessed.
OPEN_OF, ASSESSED_OF = 10, 20
MOST_SUPPORTS = 6
ASSESSORS_A_SIDE = 3


def open_some(member: Member, rng: Random) -> None:
    """Must run in the municipality."""
    ideas = Idea.objects.filter(status=Status.ACTIVE, secrecy=Secrecy.NONE).order_by("pk")[::OPEN_OF]
    OpenIdea.objects.bulk_create([_opened(idea, member) for idea in ideas], batch_size=BATCH)
    Support.objects.bulk_create(
        [
            Support(idea_id=idea.pk, person=f"{idea.pk}-{number}", asked_at=clock.now(), confirmed_at=clock.now())
            for idea in ideas
            for number in range(rng.randint(0, MOST_SUPPORTS))
        ],
        batch_size=BATCH,
    )


def assess_some(members: list[Member], rng: Random) -> None:
    """Three assessors on either side of an idea. Must run in the municipality."""
    scales = {side: scale_in_use(side) for side in Side}
    ideas = Idea.objects.filter(status__in=IN_CHAMBERS, secrecy=Secrecy.NONE).order_by("pk")[::ASSESSED_OF]
    everyone = list(product(Side, range(ASSESSORS_A_SIDE)))
    Assessment.objects.bulk_create(
        [
            _handed_in(idea, scales[side], assessor, rng)
            for idea in ideas
            for (side, _), assessor in zip(everyone, rng.sample(members, len(everyone)), strict=True)
        ],
        batch_size=BATCH,
    )


def _opened(idea: Idea, member: Member) -> OpenIdea:
    shown = {name: getattr(idea, name) for name in SHOWN_TEXTS}
    return OpenIdea(idea=idea, revision=idea.revision, opened_at=clock.now(), opened_by=member, **shown)


def _handed_in(idea: Idea, scale: Scale, assessor: Member, rng: Random) -> Assessment:
    return Assessment(
        idea=idea,
        assessor=assessor,
        side=scale.side,
        status=State.SUBMITTED,
        scale=scale,
        revision=idea.revision,
        score=rng.randint(4, 20) / 4,
        confidence=rng.choice(Confidence.values),
        assigned_by=assessor,
        assigned_at=clock.now(),
        submitted_at=clock.now(),
    )

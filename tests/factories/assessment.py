"""Assessments for tests, through the product's own services."""

from sluss.registry.models import Municipality
from sluss.tenancy import in_municipality
from tenants.assessment.answer import Answers, declare_free, submit
from tenants.assessment.assign import Asked, assign
from tenants.assessment.models import Assessment, Confidence, Side
from tenants.ideas.models import Idea
from tenants.people.models import Member


def ask(idea: Idea, member: Member, *, municipality: Municipality, by: Member, side: Side = Side.NEED) -> Assessment:
    """The member is asked to assess the side."""
    with in_municipality(municipality):
        return assign([Asked(idea.pk, side, member.pk)], due_on=None, actor=by)[0]


def answers_to(assessment: Assessment, *values: int, comment: str = "", confidence: int = Confidence.SURE) -> Answers:
    """An answer to every criterion: `values` in order, the last for all that follow. Must run in the municipality."""
    criteria = list(assessment.scale.criteria.values_list("pk", flat=True)) if assessment.scale else []
    scores = {pk: values[min(place, len(values) - 1)] for place, pk in enumerate(criteria)}
    return Answers(revision=assessment.idea.revision, scores=scores, confidence=confidence, comment=comment)


def assessed(
    idea: Idea,
    member: Member,
    *values: int,
    municipality: Municipality,
    by: Member,
    side: Side = Side.NEED,
    comment: str = "",
    confidence: int = Confidence.SURE,
) -> Assessment:
    """The member has been asked and has handed in `values`."""
    assessment = ask(idea, member, municipality=municipality, by=by, side=side)
    with in_municipality(municipality):
        declare_free(assessment, actor=member)
        submit(
            assessment,
            answers=answers_to(assessment, *values, comment=comment, confidence=confidence),
            actor=member,
        )
    return assessment

"""Benefits: read with what was measured, choose what to measure, enter it. A value is never rewritten."""

import uuid
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_noop as _
from rest_framework.request import Request
from rest_framework.response import Response

from sluss.api.fields import body_of
from sluss.api.operation import operation
from sluss.api.pagination import page_of, parameters_of
from sluss.api.preconditions import tagged
from tenants.api.resources import benefit_shapes as shapes
from tenants.api.resources.acting import Subject, created
from tenants.api.resources.common import Resource, as_form, checked, narrowed, person, seen_idea
from tenants.api.scopes import Scope
from tenants.benefits.forms import MeasureForm, ReadingForm, initial_of_measure
from tenants.benefits.measure import add_benefit, change_benefit, enter_value
from tenants.benefits.measured import Measured, measured
from tenants.benefits.models import Benefit, Measurement, Point
from tenants.ideas.access import visible_to
from tenants.people.models import Member

PLAIN = ("key", "kind", "name", "unit", "more_is_better", "how", "target", "in_use_from", "revision", "created_at")
VALUE = ("point", "value", "numerator", "denominator", "ground", "how", "measured_on", "recorded_at")
FILTERS = {"kind": "kind", "unit": "idea__unit_id", "idea": "idea__key"}
WORDS = ("name", "idea__title", "idea__registry_number")
DIRECTIONS = {True: "more", False: "less"}


class Benefits(Resource):
    @operation(
        name="benefits_list",
        tag="benefits",
        scope=Scope.BENEFITS_READ,
        summary=_("Benefits with what was measured, newest first"),
        answer=shapes.BenefitShape,
        parameters=shapes.BenefitParameters,
        example=shapes.EXAMPLE,
    )
    def get(self, request: Request) -> Response:
        chosen = parameters_of(request, shapes.BenefitParameters)
        rows, following = page_of(request, _narrowed(_seen(request.user), chosen), chosen)
        return tagged(request, {"results": [_row(one) for one in measured(rows)], "next": following})

    @operation(
        name="benefits_create",
        tag="benefits",
        scope=Scope.BENEFITS_WRITE,
        summary=_("Choose what to measure for an idea"),
        body=shapes.BenefitSent,
        answer=shapes.BenefitShape,
        creates=True,
        sent=shapes.BENEFIT_SENT,
        example=shapes.EXAMPLE | {"measurements": []},
    )
    def post(self, request: Request) -> Response:
        return created(request, lambda: _create(request))


class OneBenefit(Resource):
    @operation(
        name="benefits_read",
        tag="benefits",
        scope=Scope.BENEFITS_READ,
        summary=_("One benefit"),
        answer=shapes.BenefitShape,
        example=shapes.EXAMPLE,
    )
    def get(self, request: Request, key: uuid.UUID) -> Response:
        return BENEFIT.read(request, key=key)

    @operation(
        name="benefits_change",
        tag="benefits",
        scope=Scope.BENEFITS_WRITE,
        summary=_("Change what is measured"),
        about=_("Kind, unit and direction stand fast once a value is entered."),
        body=shapes.BenefitTexts,
        answer=shapes.BenefitShape,
        changes=True,
        sent={"target": "12.50"},
        example=shapes.EXAMPLE | {"target": "12.50", "revision": 2},
    )
    def patch(self, request: Request, key: uuid.UUID) -> Response:
        def change(benefit: Benefit, sent: dict[str, Any]) -> None:
            form = checked(MeasureForm(as_form(initial_of_measure(benefit) | _directed(sent))), names=NAMES)
            change_benefit(benefit, plan=form.plan(), revision=benefit.revision, actor=request.user)

        return BENEFIT.change(request, change, body=shapes.BenefitTexts, key=key)


class BenefitMeasurements(Resource):
    @operation(
        name="benefits_measure",
        tag="benefits",
        scope=Scope.BENEFITS_WRITE,
        summary=_("Enter what was measured at a point, or correct it"),
        about=_("If-Match takes the ETag of the benefit. A correction is a new value; the one before is kept."),
        body=shapes.ValueSent,
        answer=shapes.BenefitShape,
        changes=True,
        sent=shapes.SENT,
        example=shapes.EXAMPLE,
    )
    def post(self, request: Request, key: uuid.UUID) -> Response:
        def enter(benefit: Benefit, sent: dict[str, Any]) -> None:
            point = Point(sent.pop("point"))
            stands = Measurement.objects.filter(benefit=benefit, point=point, corrected_by=None).first()
            reading = checked(ReadingForm(as_form(sent))).reading()
            enter_value(benefit, point=point, reading=reading, saw=stands.pk if stands else 0, actor=request.user)

        return BENEFIT.change(request, enter, body=shapes.ValueSent, key=key)


def _create(request: Request) -> dict[str, Any]:
    sent = {"more_is_better": True} | body_of(request, shapes.BenefitSent)
    idea = seen_idea(request, sent.pop("idea"))
    form = checked(MeasureForm(as_form({"revision": 0} | _directed(sent))), names=NAMES)
    return _whole(request, add_benefit(idea, plan=form.plan(), actor=request.user).pk)


def _directed(sent: dict[str, Any]) -> dict[str, Any]:
    """The direction as the form asks for it."""
    given = dict(sent)
    direction = {"direction": DIRECTIONS[given.pop("more_is_better")]} if "more_is_better" in given else {}
    return given | direction


def _seen(member: Member) -> QuerySet[Benefit]:
    return Benefit.objects.filter(idea__in=visible_to(member)).select_related("idea", "receiving_owner")


def _narrowed(benefits: QuerySet[Benefit], chosen: dict[str, Any]) -> QuerySet[Benefit]:
    benefits = narrowed(benefits, chosen, FILTERS, words=WORDS)
    if since := chosen.get("updated_since"):
        values = Exists(Measurement.objects.filter(benefit=OuterRef("pk"), recorded_at__gte=since))
        benefits = benefits.filter(Q(created_at__gte=since) | values)
    return benefits


def _row(one: Measured) -> dict[str, Any]:
    benefit = one.benefit
    facts = {name: getattr(benefit, name) for name in PLAIN}
    values = [{name: getattr(one.readings[p], name) for name in VALUE} for p in Point if p in one.readings]
    return facts | {
        "idea": benefit.idea.key,
        "registry_number": benefit.idea.registry_number,
        "receiving_owner": person(benefit.receiving_owner),
        "realised": one.realised,
        "proven": one.is_proven,
        "measurements": values,
    }


def _whole(request: Request, pk: int) -> dict[str, Any]:
    return _row(measured(Benefit.objects.filter(pk=pk).select_related("idea", "receiving_owner"))[0])


NAMES = {"direction": "more_is_better"}
BENEFIT = Subject(model=Benefit, visible=_seen, shown=_whole, part_of="idea")

"""Choosing what to measure, and entering what was measured."""

import uuid

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sluss import clock
from tenants.benefits.forms import MeasureForm, ReadingForm, initial_of_measure
from tenants.benefits.judging import due_on
from tenants.benefits.measure import add_benefit, change_benefit, enter_value
from tenants.benefits.models import Benefit, Measurement, Point
from tenants.benefits.rules import PLAN_MEASURE, measuring
from tenants.benefits.taken_in_use import day_of_use
from tenants.benefits.views.saving import idea_for, save_or_show
from tenants.ideas.access import visible_to
from tenants.ideas.models import Idea
from tenants.people.access import MemberRequest, member_required

page = require_http_methods(["GET", "HEAD", "POST"])


@page
@member_required
def new_measure_page(request: MemberRequest, pk: int) -> HttpResponse:
    idea = idea_for(request, pk, PLAN_MEASURE)
    if isinstance(idea, HttpResponse):
        return idea
    start = {"revision": 0, "in_use_from": day_of_use(idea)}
    form = MeasureForm(request.POST or None, initial=start)
    return save_or_show(
        request,
        form=form,
        template="benefits/measure.html",
        context={"idea": idea, "benefit": None},
        save=lambda: add_benefit(idea, plan=form.plan(), actor=request.member),
        done=_("The measure is there. Enter the value from before as soon as you have it."),
        to=_home(idea),
    )


@page
@member_required
def measure_page(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    benefit = _visible(request, key)
    idea = idea_for(request, benefit.idea_id, PLAN_MEASURE)
    if isinstance(idea, HttpResponse):
        return idea
    form = MeasureForm(request.POST or None, initial=initial_of_measure(benefit))
    return save_or_show(
        request,
        form=form,
        template="benefits/measure.html",
        context={"idea": idea, "benefit": benefit},
        save=lambda: change_benefit(
            benefit, plan=form.plan(), revision=form.cleaned_data["revision"], actor=request.member
        ),
        done=_("The measure is saved."),
        to=_home(idea),
    )


@page
@member_required
def reading_page(request: MemberRequest, key: uuid.UUID, point: str) -> HttpResponse:
    """The value at a point: the first one, or a correction beside the one that stands."""
    benefit = _visible(request, key)
    if point not in Point.values:
        raise Http404
    idea = idea_for(request, benefit.idea_id, measuring(benefit))
    if isinstance(idea, HttpResponse):
        return idea
    stands = _stands(benefit, point)
    start = {"saw": stands.pk if stands else 0, "measured_on": clock.today(), "ground": "measured"}
    form = ReadingForm(request.POST or None, initial=start)
    chosen = Point(point)
    return save_or_show(
        request,
        form=form,
        template="benefits/reading.html",
        context={
            "idea": idea,
            "benefit": benefit,
            "point": chosen,
            "stands": stands,
            "baseline": _stands(benefit, Point.BASELINE) if chosen != Point.BASELINE else None,
            "due": due_on(chosen, in_use_from=benefit.in_use_from),
        },
        save=lambda: enter_value(
            benefit,
            point=chosen,
            reading=form.reading(),
            saw=form.cleaned_data["saw"] or 0,
            actor=request.member,
        ),
        done=_("Thank you. The value is entered."),
        to=_home(idea),
    )


def _visible(request: MemberRequest, key: uuid.UUID) -> Benefit:
    """The measure, or Http404 where there is none on an idea that this member may see."""
    found = Benefit.objects.filter(key=key, idea__in=visible_to(request.member)).select_related("idea").first()
    if found is None:
        raise Http404
    return found


def _stands(benefit: Benefit, point: str) -> Measurement | None:
    found = benefit.measurements.select_related("measured_by")
    return found.filter(point=point, corrected_by=None).first()


def _home(idea: Idea) -> str:
    return f"{reverse('benefits:idea', args=[idea.pk])}#measures"

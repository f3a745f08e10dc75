"""The municipality's benefits, as a page and as a file."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sluss.web.table_response import table_response
from tenants.benefits.filters import BenefitFilter
from tenants.benefits.measured import Measured, measured
from tenants.benefits.models import Point
from tenants.benefits.overview import by_kind, listed_benefits, return_of, sentences
from tenants.people.access import MemberRequest, member_required

PAGE_SIZE = 25


@require_safe
@member_required
def benefit_overview(request: MemberRequest) -> HttpResponse:
    """The totals are of what the filter leaves, so that a unit or a kind can be looked at by itself."""
    chosen = BenefitFilter(request.GET)
    found = chosen.keep(measured(chosen.narrow(listed_benefits(request.member), member=request.member)))
    context = {
        "filter": chosen,
        "kinds": by_kind(found),
        "sentences": [] if chosen.is_narrowed else sentences(request.member, found),
        "return": return_of(found),
        "page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("page")),
    }
    return render(request, "benefits/overview.html", context)


@require_safe
@member_required
def benefit_csv(request: MemberRequest) -> HttpResponse:
    chosen = BenefitFilter(request.GET)
    found = chosen.narrow(listed_benefits(request.member), member=request.member)
    header = [
        _("Registry number"),
        _("Idea"),
        _("Status"),
        _("Unit of the organisation"),
        _("Kind"),
        _("What is measured"),
        _("Unit"),
        *(str(point.label).capitalize() for point in Point),
        _("Goal"),
        _("Expected"),
        _("Realised"),
        _("Confidence"),
        _("Receiving owner"),
        _("In use from"),
        _("What is missing"),
    ]
    return table_response(request, name="nytta", header=header, rows=map(_row, chosen.stream(found)))


def _row(each: Measured) -> list[object]:
    benefit = each.benefit
    return [
        benefit.idea.registry_number,
        benefit.idea.title,
        benefit.idea.get_status_display(),
        benefit.idea.unit.name if benefit.idea.unit else "",
        benefit.get_kind_display(),
        benefit.name,
        benefit.unit,
        *(each.readings[point].value if point in each.readings else "" for point in Point),
        _or_empty(benefit.target),
        _or_empty(each.expected),
        _or_empty(each.realised),
        each.confidence.value,
        benefit.receiving_owner.display_name if benefit.receiving_owner else "",
        _or_empty(benefit.in_use_from),
        " ".join(each.missing),
    ]


def _or_empty(value: object) -> object:
    return "" if value is None else value

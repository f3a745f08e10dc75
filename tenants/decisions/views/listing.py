"""The municipality's registered decisions, as a page and as a file."""

from django.core.paginator import Paginator
from django.db.models.functions import ExtractYear
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sluss.web.table_response import table_response
from tenants.decisions.models import Decision, Outcome
from tenants.decisions.selectors import DecisionFilter, listed_decisions
from tenants.people.access import MemberRequest, member_required

PAGE_SIZE = 50
CHUNK = 500


@require_safe
@member_required
def decision_list(request: MemberRequest) -> HttpResponse:
    chosen = DecisionFilter.of(request.GET)
    page = Paginator(listed_decisions(request.member, chosen), PAGE_SIZE).get_page(request.GET.get("page"))
    years = Decision.objects.order_by().values_list(ExtractYear("decided_at"), flat=True).distinct()
    context = {"page": page, "filter": chosen, "outcomes": Outcome.choices, "years": sorted(map(str, years))[::-1]}
    return render(request, "decisions/list.html", context)


@require_safe
@member_required
def decision_csv(request: MemberRequest) -> HttpResponse:
    header = [
        _("Day"),
        _("Registry number"),
        _("Idea"),
        _("Gate"),
        _("Outcome"),
        _("Decided by"),
        _("Basis"),
        _("Reasons"),
    ]
    found = listed_decisions(request.member, DecisionFilter.of(request.GET))
    return table_response(request, name="beslut", header=header, rows=map(_row, found.iterator(chunk_size=CHUNK)))


def _row(decision: Decision) -> list[str]:
    return [
        localtime(decision.decided_at).date().isoformat(),
        decision.idea.registry_number,
        decision.idea.title,
        decision.gate.source.name,
        decision.get_outcome_display(),
        decision.decided_by,
        f"{decision.get_basis_display()}: {decision.basis_reference}",
        decision.reasons,
    ]

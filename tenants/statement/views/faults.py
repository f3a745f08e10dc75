"""Reporting a fault, without an account, and looking after the reports."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sluss.web import errors
from tenants.intake.throttle import is_flooding
from tenants.people.access import MemberRequest, role_required
from tenants.people.rules import MANAGERS
from tenants.statement.forms import FaultForm
from tenants.statement.models import FaultReport, MunicipalStatement
from tenants.statement.report_fault import report_fault, set_handled

REPORTS_AN_HOUR = 10
PAGE = 25


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: MemberRequest) -> HttpResponse:
    form = FaultForm(request.POST or None, initial={"page": request.GET.get("sida", "")[:300]})
    if request.method == "POST" and form.is_valid():
        if is_flooding(request, action="fault", limit=REPORTS_AN_HOUR):
            return errors.too_many(request, retry_after=3600)
        report_fault(**{name: form.cleaned_data[name] for name in ("page", "text", "answer_to")})
        return redirect("statement:thanks")
    status = 422 if form.errors else 200
    days = MunicipalStatement.current().answer_days
    return render(request, "statement/report.html", {"form": form, "days": days}, status=status)


@require_safe
def thanks(request: MemberRequest) -> HttpResponse:
    return render(request, "statement/thanks.html", {"days": MunicipalStatement.current().answer_days})


@require_safe
@role_required(*MANAGERS)
def listed(request: MemberRequest) -> HttpResponse:
    """Those that wait first, the oldest of them at the top; then what has been handled."""
    waiting = FaultReport.objects.filter(handled_at=None).order_by("received_at", "id")
    done = FaultReport.objects.exclude(handled_at=None).select_related("handled_by").order_by("-handled_at", "-id")
    page = Paginator(done, PAGE).get_page(request.GET.get("page"))
    return render(request, "statement/faults.html", {"waiting": waiting, "page": page})


@require_POST
@role_required(*MANAGERS)
def handle(request: MemberRequest, pk: int) -> HttpResponse:
    handled = request.POST.get("handled") == "1"
    set_handled(get_object_or_404(FaultReport, pk=pk), handled=handled, actor=request.member)
    messages.success(request, _("Marked as handled.") if handled else _("Open again."))
    return redirect("statement:faults")

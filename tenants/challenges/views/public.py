"""The challenge for everyone: what it asks and how to answer, without signing in and without anybody's name."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tenants.challenges.access import readable_by_anyone
from tenants.challenges.models import Report
from tenants.challenges.report_figures import lines_at_closing, lines_at_report
from tenants.people.access import MemberRequest


@require_safe
def public_page(request: MemberRequest, pk: int) -> HttpResponse:
    challenge = readable_by_anyone().filter(pk=pk).first()
    if challenge is None:
        raise Http404
    context: dict[str, object] = {"challenge": challenge, "criteria": challenge.criteria.all()}
    report = Report.objects.filter(challenge=challenge, told_at__isnull=False).first()
    if report is not None:
        context |= {
            "report": report,
            "closing": lines_at_closing(report.at_closing),
            "fates": lines_at_report(report.at_report),
        }
    return render(request, "challenges/public.html", context)

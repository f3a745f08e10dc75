"""The closing report: written, previewed, told back, read and printed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sluss.web.two_wordings import differences, seen_again
from sluss.workflow.transitions import NotPossible
from tenants.challenges.access import get_visible_challenge
from tenants.challenges.figures import at_report
from tenants.challenges.forms import ReportForm, initial_report
from tenants.challenges.letters import preview_report
from tenants.challenges.models import Challenge, Report, Status
from tenants.challenges.report_figures import lines_at_closing, lines_at_report
from tenants.challenges.rules import runs
from tenants.challenges.tell_back import ChangedMeanwhile, tell_back, those_who_answered, write_report
from tenants.people.access import MemberRequest, member_required


@require_safe
@member_required
def report_page(request: MemberRequest, pk: int) -> HttpResponse:
    """For everyone who can read the challenge once it is told; before that for those who write it."""
    challenge = get_visible_challenge(request.member, pk)
    report = _report_of(challenge)
    if report.told_at is None and not runs(request.member, challenge):
        raise Http404
    return render(request, "challenges/report.html", {"challenge": challenge, "report": report, **_figures(report)})


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def write_page(request: MemberRequest, pk: int) -> HttpResponse:
    challenge = get_visible_challenge(request.member, pk)
    if not runs(request.member, challenge):
        raise PermissionDenied
    report = _report_of(challenge)
    if challenge.status != Status.CLOSED:
        messages.info(request, _("The report has been told, and stands as it is."))
        return redirect("challenges:report", pk)
    form = ReportForm(request.POST or None, initial=initial_report(report))
    extra: dict[str, object] = {}
    if request.method == "POST" and form.is_valid():
        try:
            if (answer := _act(request, challenge, form)) is not None:
                return answer
            extra = _preview(report, form)
        except ChangedMeanwhile as error:
            extra = {"conflict": True, "differences": differences(form, theirs=initial_report(error.theirs))}
            form.data = seen_again(request, revision=error.theirs.revision)
        except NotPossible as error:
            form.add_error(None, [str(reason) for reason in error.reasons])
    context = {
        "challenge": challenge,
        "form": form,
        "receivers": those_who_answered(challenge).count(),
        **_figures(report),
        **extra,
    }
    status = 409 if "conflict" in extra else 422 if form.errors else 200
    return render(request, "challenges/write_report.html", context, status=status)


def _act(request: MemberRequest, challenge: Challenge, form: ReportForm) -> HttpResponse | None:
    """Save, or save and tell; None asks for the preview."""
    given = {"parts": form.parts(), "revision": form.cleaned_data["revision"], "actor": request.member}
    action = request.POST.get("action", "")
    if action == "save":
        write_report(challenge, **given)
        messages.success(request, _("The report is saved. Nobody has been told yet."))
        return redirect("challenges:write_report", challenge.pk)
    if action == "tell":
        mailing = tell_back(challenge, **given)
        return redirect("challenges:mailing", mailing.key)
    return None


def _preview(report: Report, form: ReportForm) -> dict[str, object]:
    """The letter with what is typed now. Nothing is saved."""
    parts = form.parts()
    report.came_in, report.taken_on, report.learned = parts.came_in, parts.taken_on, parts.learned
    return {"letters": [(language, *preview_report(report, language=language)) for language in ("sv", "en")]}


def _figures(report: Report) -> dict[str, object]:
    """As they were counted; before it is told, what has become of the ideas is counted as of now."""
    fates = report.at_report if report.told_at else at_report(report.challenge)
    return {"closing": lines_at_closing(report.at_closing), "fates": lines_at_report(fates)}


def _report_of(challenge: Challenge) -> Report:
    report = Report.objects.select_related("challenge").filter(challenge=challenge).first()
    if report is None:
        raise Http404
    return report

"""All sessions with what came of them, the follow-up per need, idea, challenge and year, and the checklist."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sluss.clock import STOCKHOLM
from sluss.web.table_response import table_response
from tenants.influence.access import KEEPERS, runs, visible_to
from tenants.influence.checklist import write_checklist
from tenants.influence.follow_up import FollowUpFilter, Row, Total, each_row, of_subject, rows_of, totals_of
from tenants.influence.forms import ChecklistForm, initial_of_checklist
from tenants.influence.models import ResidentSession
from tenants.influence.reminders import LATE_AFTER, UNTOLD
from tenants.influence.subjects import KINDS, Subject, get
from tenants.influence.views.saving import save_or_show
from tenants.people.access import MemberRequest, member_required, role_required

PER_PAGE = 25


@require_safe
@member_required
def session_list(request: MemberRequest) -> HttpResponse:
    chosen, visible = FollowUpFilter(request.GET), visible_to(request.member)
    page = Paginator(chosen.narrow(visible), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": chosen,
        "page": page,
        "rows": rows_of(page.object_list, member=request.member),
        "runs": runs(request.member),
        "untold": visible.filter(status__in=UNTOLD).count(),
        "late_after": LATE_AFTER.days,
    }
    return render(request, "influence/list.html", context)


@require_safe
@member_required
def session_csv(request: MemberRequest) -> HttpResponse:
    return _table(request, FollowUpFilter(request.GET).narrow(visible_to(request.member)), name="inflytande")


def _table(request: MemberRequest, sessions: QuerySet[ResidentSession], *, name: str) -> HttpResponse:
    header = [
        _("Session"),
        _("About"),
        _("How"),
        _("Day"),
        _("Status"),
        _("Took part"),
        _("Findings"),
        _("Decided on"),
        _("Changed"),
        _("Not changed, and why"),
        _("Not clear yet"),
        _("Told back on"),
        _("Late with telling back"),
    ]
    rows = each_row(sessions, member=request.member)
    return table_response(request, name=name, header=header, rows=map(_cells, rows))


def _cells(row: Row) -> list[object]:
    session = row.session
    return [
        session.title,
        row.subject.title if row.subject else "",
        session.get_kind_display(),
        f"{session.starts_at.astimezone(STOCKHOLM):%Y-%m-%d}",
        session.get_status_display(),
        row.people,
        row.findings,
        *(row.outcomes.get(name, 0) for name in ("decision", "change", "why_not")),
        row.open_findings,
        f"{session.told_at.astimezone(STOCKHOLM):%Y-%m-%d}" if session.told_at else "",
        _("yes") if row.is_late else "",
    ]


@require_safe
@member_required
def totals(request: MemberRequest) -> HttpResponse:
    page = Paginator(_totals(request), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "influence/totals.html", {"page": page})


@require_safe
@member_required
def totals_csv(request: MemberRequest) -> HttpResponse:
    header = [
        _("Year"),
        _("About"),
        _("Sessions with residents"),
        _("Told back"),
        _("Took part"),
        _("Decided on"),
        _("Changed"),
        _("Not changed, and why"),
    ]
    rows = (
        [one.year, one.subject.title, one.sessions, one.told, one.people, one.decisions, one.changes, one.why_not]
        for one in _totals(request)
    )
    return table_response(request, name="inflytande-per-ar", header=header, rows=rows)


@require_safe
@member_required
def of_subject_page(request: MemberRequest, kind: str, other: int) -> HttpResponse:
    subject = _subject(request, kind, other)
    found = visible_to(request.member).filter(of_subject(subject))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "subject": subject,
        "page": page,
        "rows": rows_of(page.object_list, member=request.member),
        "runs": runs(request.member),
    }
    return render(request, "influence/of.html", context)


@require_safe
@member_required
def of_subject_csv(request: MemberRequest, kind: str, other: int) -> HttpResponse:
    subject = _subject(request, kind, other)
    return _table(request, visible_to(request.member).filter(of_subject(subject)), name=f"inflytande-{kind}-{other}")


def _subject(request: MemberRequest, kind: str, other: int) -> Subject:
    found = get(KINDS[kind], other, member=request.member) if kind in KINDS else None
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*KEEPERS)
def checklist_page(request: MemberRequest) -> HttpResponse:
    form = ChecklistForm(request.POST or None, initial=initial_of_checklist())

    def save() -> str:
        write_checklist(form.rows("swedish"), form.rows("english"), actor=request.member)
        return reverse("influence:checklist")

    return save_or_show(
        request,
        form=form,
        save=save,
        done=_("The checklist is saved. Prototype tests that are planned from now on get it."),
        context={
            "title": _("Checklist for digital services"),
            "lead": _("What every prototype is tried against. Leave both fields empty to get the first list back."),
            "back": reverse("influence:list"),
            "action": _("Save"),
        },
    )


def _totals(request: MemberRequest) -> list[Total]:
    return totals_of(rows_of(visible_to(request.member).filter(took_part__isnull=False), member=request.member))

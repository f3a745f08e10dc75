"""One session: planned, changed, held, cancelled, and its page."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sluss.tenancy.hosts import address_of
from sluss.web.two_wordings import differences, seen_again
from sluss.workflow.transitions import NotPossible, refusal
from tenants.influence import transitions
from tenants.influence.access import RUNNERS, get_visible_session, runs
from tenants.influence.answer import takes_answers
from tenants.influence.follow_up import rows_of
from tenants.influence.forget import KEPT_AFTER_END
from tenants.influence.forms import CancelForm, HoldForm, PlanForm, initial_of_session
from tenants.influence.models import Check, OpenSession, Participant, ResidentSession, Status
from tenants.influence.sessions import ChangedMeanwhile, cancel_session, change_plan, hold_session, plan_session
from tenants.influence.subjects import find, subject_of, subjects_of
from tenants.influence.views.saving import running, save_or_show
from tenants.people.access import MemberRequest, member_required, role_required

PER_PAGE = 50
page_with_form = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@member_required
def session_page(request: MemberRequest, pk: int) -> HttpResponse:
    """All who may see what it is about read what was learnt and what came of it; who was asked and what was said word
    by word stand there for those who run sessions."""
    session, runs_it = get_visible_session(request.member, pk), runs(request.member)
    findings = list(session.findings.all())
    found = subjects_of(findings, member=request.member)
    checks = list(session.checks.all())
    context = {
        "session": session,
        "row": rows_of([session], member=request.member)[0],
        "runs": runs_it,
        "may": {step.name: not refusal(step, subject=session, actor=request.member) for step in transitions.TABLE},
        "findings": [(finding, subject_of(finding, found)) for finding in findings],
        "checks": checks,
        "tried": any(check.result != Check.Result.UNKNOWN for check in checks),
        "is_open": OpenSession.objects.filter(session=session).exists(),
        **(_inner(request, session) if runs_it else {}),
    }
    return render(request, "influence/session.html", context)


def _inner(request: MemberRequest, session: ResidentSession) -> dict[str, object]:
    people = Participant.objects.filter(session=session).select_related("panelist")
    page = Paginator(people, PER_PAGE).get_page(request.GET.get("page"))
    sign_up = session.open_link and takes_answers(session)
    address = address_of(request.municipality, reverse("influence:sign_up", args=[session.key]))
    return {
        "page": page,
        "people": page.object_list,
        "coming": people.filter(answer=Participant.Answer.YES).count(),
        "notes": session.notes.select_related("written_by"),
        "mailings": session.mailings.all(),
        "files": session.files.all(),
        "kept_days": KEPT_AFTER_END.days,
        "address": address if sign_up else "",
    }


@page_with_form
@role_required(*RUNNERS)
def new_page(request: MemberRequest) -> HttpResponse:
    subject = find(request.GET.get("om", ""), member=request.member)
    start = {"about": subject.value if subject else "", "kind": "interview"}
    form = PlanForm(request.POST or None, initial=start, member=request.member, subject=subject)

    def save() -> str:
        chosen = form.subject()
        if chosen is None:
            raise NotPossible(_("Choose what it is about."))
        return _page(plan_session(form.plan(), subject=chosen, actor=request.member))

    return save_or_show(
        request,
        form=form,
        save=save,
        done=_("The session is planned. Next you invite those who shall come."),
        context={
            "title": _("Plan a session"),
            "lead": _("Ask those who live with it, before the solution is decided."),
            "back": subject.sessions_url if subject else reverse("influence:list"),
            "action": _("Plan the session"),
        },
    )


@page_with_form
@member_required
def edit_page(request: MemberRequest, pk: int) -> HttpResponse:
    session = running(request, pk)
    if refusal(transitions.CHANGE, subject=session, actor=request.member):
        return redirect(_page(session))
    form = PlanForm(
        request.POST or None, initial=initial_of_session(session), member=request.member, subject=None, fixed=True
    )

    context: dict[str, Any] = {"title": _("Change the session"), "back": _page(session), "action": _("Save")}

    def save() -> str:
        change_plan(session, plan=form.plan(), revision=form.cleaned_data["revision"] or 0, actor=request.member)
        return _page(session)

    try:
        return save_or_show(
            request,
            form=form,
            save=save,
            done=_("The session is saved. Those who have been invited are not told by themselves."),
            context=context,
        )
    except ChangedMeanwhile as error:
        context |= {"conflict": True, "differences": differences(form, theirs=initial_of_session(error.theirs))}
        form.data = seen_again(request, revision=error.theirs.revision)
        return render(request, "influence/form.html", {"form": form, **context}, status=409)


@page_with_form
@member_required
def hold_page(request: MemberRequest, pk: int) -> HttpResponse:
    session = running(request, pk)
    people = list(
        Participant.objects.filter(session=session)
        .exclude(answer=Participant.Answer.NO)
        .select_related("panelist")
        .order_by("pk")
    )
    form = HoldForm(request.POST or None, people=people)

    def save() -> str:
        hold_session(session, took_part=form.cleaned_data["took_part"], came=form.who_came(), actor=request.member)
        return _page(session)

    return save_or_show(
        request,
        form=form,
        save=save,
        done=_("Thank you. Next you write down what was said, without names."),
        context={"title": _("It has been held"), "lead": session.title, "back": _page(session), "action": _("Save")},
    )


@page_with_form
@member_required
def cancel_page(request: MemberRequest, pk: int) -> HttpResponse:
    session = running(request, pk)
    form = CancelForm(request.POST or None)

    def save() -> str:
        mailing = cancel_session(session, reason=form.cleaned_data["reason"], actor=request.member)
        return reverse("influence:mailing", args=[mailing.key]) if mailing else _page(session)

    if session.status not in (Status.PLANNED, Status.INVITED) and request.method != "POST":
        return redirect(_page(session))
    return save_or_show(
        request,
        form=form,
        save=save,
        done=_("The session is cancelled."),
        context={
            "title": _("Cancel the session?"),
            "lead": session.title,
            "back": _page(session),
            "action": _("Cancel the session"),
            "danger": True,
        },
    )


def _page(session: ResidentSession) -> str:
    return reverse("influence:session", args=[session.pk])

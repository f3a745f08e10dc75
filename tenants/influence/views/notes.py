"""What was said in a session, what was learnt, how the prototype did, and writing it up."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sluss.workflow.transitions import refusal
from tenants.influence.checklist import fill_in
from tenants.influence.findings import delete_note, save_finding, sum_up, write_note
from tenants.influence.forms import CheckForm, FindingForm, NoteForm, SummaryForm, initial_of_finding
from tenants.influence.models import Finding, ResidentSession
from tenants.influence.sessions import write_up
from tenants.influence.subjects import Subject, subject_of, subjects_of
from tenants.influence.transitions import NOTE
from tenants.influence.views.saving import confirm_or_ask, running, save_or_show
from tenants.people.access import MemberRequest, member_required

page_with_form = require_http_methods(["GET", "HEAD", "POST"])


@page_with_form
@member_required
def notes_page(request: MemberRequest, pk: int) -> HttpResponse:
    session = running(request, pk)
    if closed := _closed(request, session):
        return closed
    form = NoteForm(request.POST or None)

    def save() -> str:
        write_note(session, text=form.cleaned_data["text"], actor=request.member)
        return reverse("influence:notes", args=[pk])

    return save_or_show(
        request,
        form=form,
        save=save,
        done=_("It is written down. Write the next one, or go back."),
        template="influence/notes.html",
        context={"session": session, "notes": session.notes.select_related("written_by"), "back": _page(session)},
    )


@page_with_form
@member_required
def delete_page(request: MemberRequest, pk: int, note: int) -> HttpResponse:
    session = running(request, pk)
    found = get_object_or_404(session.notes.select_related("session"), pk=note)
    return confirm_or_ask(
        request,
        act=lambda: delete_note(found, actor=request.member),
        done=_("The note is gone."),
        to=reverse("influence:notes", args=[pk]),
        context={
            "title": _("Take away the note?"),
            "text": found.text,
            "action": _("Take away the note"),
            "danger": True,
        },
    )


@page_with_form
@member_required
def summary_page(request: MemberRequest, pk: int) -> HttpResponse:
    session = running(request, pk)
    if closed := _closed(request, session):
        return closed
    form = SummaryForm(request.POST or None, initial={"summary": session.summary})

    def save() -> str:
        sum_up(session, summary=form.cleaned_data["summary"], actor=request.member)
        return _page(session)

    return save_or_show(
        request,
        form=form,
        save=save,
        done=_("The summary is saved."),
        context={
            "title": _("Sum up what was said"),
            "lead": session.title,
            "back": _page(session),
            "action": _("Save"),
        },
    )


@page_with_form
@member_required
def new_finding(request: MemberRequest, pk: int) -> HttpResponse:
    session = running(request, pk)
    return _closed(request, session) or _finding(request, session, None)


@page_with_form
@member_required
def edit_finding(request: MemberRequest, pk: int, finding: int) -> HttpResponse:
    session = running(request, pk)
    found = get_object_or_404(session.findings, pk=finding)
    return _closed(request, session) or _finding(request, session, found)


def _finding(request: MemberRequest, session: ResidentSession, finding: Finding | None) -> HttpResponse:
    about = _about(request, finding or session)
    start = initial_of_finding(finding, about) if finding else {"about": about.value if about else ""}
    form = FindingForm(request.POST or None, initial=start, member=request.member, subject=about)

    def save() -> str:
        save_finding(session, learnt=form.learnt(), actor=request.member, finding=finding)
        return _page(session)

    return save_or_show(
        request,
        form=form,
        save=save,
        done=_("The finding is saved."),
        context=_context(_("A finding"), session),
    )


@page_with_form
@member_required
def checks_page(request: MemberRequest, pk: int) -> HttpResponse:
    session = running(request, pk)
    checks = list(session.checks.all())
    if not checks:
        raise Http404
    if closed := _closed(request, session):
        return closed
    form = CheckForm(request.POST or None, checks=checks)

    def save() -> str:
        fill_in(session, form.results(), actor=request.member)
        return _page(session)

    return save_or_show(
        request,
        form=form,
        save=save,
        done=_("The checklist is saved."),
        context={
            "title": _("How did the prototype do?"),
            "lead": session.title,
            "back": _page(session),
            "action": _("Save"),
        },
    )


@page_with_form
@member_required
def write_up_page(request: MemberRequest, pk: int) -> HttpResponse:
    session = running(request, pk)
    return confirm_or_ask(
        request,
        act=lambda: write_up(session, actor=request.member),
        done=_("It is written up. What remains is to say what came of it, and to tell those who took part."),
        to=_page(session),
        context={
            "title": _("Is it written up?"),
            "text": _("You can still change findings and say what came of them until you tell those who took part."),
            "action": _("It is written up"),
        },
    )


def _closed(request: MemberRequest, session: ResidentSession) -> HttpResponse | None:
    """Before it is held there is nothing to write, and after it is told nothing to change."""
    return redirect(_page(session)) if refusal(NOTE, subject=session, actor=request.member) else None


def _about(request: MemberRequest, row: Finding | ResidentSession) -> Subject | None:
    return subject_of(row, subjects_of([row], member=request.member))


def _context(title: str, session: ResidentSession) -> dict[str, str]:
    return {"title": title, "lead": session.title, "back": _page(session), "action": _("Save")}


def _page(session: ResidentSession) -> str:
    return reverse("influence:session", args=[session.pk])

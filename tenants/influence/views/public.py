"""Without an account: what came of what residents said, joining a panel, answering an invitation, being forgotten."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sluss.web import errors
from sluss.workflow.transitions import NotPossible
from tenants.influence.answer import answer, is_full, sign_up, takes_answers
from tenants.influence.forget import KEPT_AFTER_END, forget
from tenants.influence.join import ask_for_way_out, ask_to_join, confirm
from tenants.influence.links import open_link
from tenants.influence.models import Link, PanelStatus, ResidentPanel, ResidentSession
from tenants.influence.panels import current_consent
from tenants.influence.public_forms import JoinForm, SignUpForm, WayOutForm
from tenants.influence.publish import open_sessions
from tenants.intake.throttle import is_flooding, is_written_to_too_often
from tenants.people.access import MemberRequest

PER_PAGE = 25
AN_HOUR = 3600
LETTERS_AN_HOUR = 20
page_with_form = require_http_methods(["GET", "HEAD", "POST"])
Purpose = Link.Purpose


@require_safe
def start(request: MemberRequest) -> HttpResponse:
    page = Paginator(open_sessions().select_related("session"), PER_PAGE).get_page(request.GET.get("page"))
    panels = ResidentPanel.objects.filter(status=PanelStatus.OPEN)
    return render(request, "influence/public.html", {"page": page, "panels": panels})


@require_safe
def opened(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    shown = open_sessions().filter(session__key=key).first()
    if shown is None:
        raise Http404
    return render(request, "influence/opened.html", {"shown": shown})


@page_with_form
def join_page(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    panel = _panel(key)
    form = JoinForm(request.POST or None, initial={"language": get_language() or "sv"})
    consent = current_consent(panel)
    if request.method == "POST" and form.is_valid() and panel.status == PanelStatus.OPEN:
        if is_flooding(request, action="join", limit=LETTERS_AN_HOUR):
            return errors.too_many(request, retry_after=AN_HOUR)
        if not is_written_to_too_often(form.cleaned_data["email"]):
            ask_to_join(panel, joiner=form.joiner(), consent=consent)
        messages.success(request, _("Look in your inbox: you are in the panel when you have confirmed it there."))
        return redirect("influence:join", key=key)
    context = {"panel": panel, "form": form, "consent": consent, "is_open": panel.status == PanelStatus.OPEN}
    return render(request, "influence/join.html", context, status=422 if form.errors else 200)


@page_with_form
def way_out_page(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    panel = _panel(key)
    form = WayOutForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if is_flooding(request, action="way_out", limit=LETTERS_AN_HOUR):
            return errors.too_many(request, retry_after=AN_HOUR)
        if not is_written_to_too_often(form.cleaned_data["email"]):
            ask_for_way_out(panel, email=form.cleaned_data["email"])
        messages.success(request, _("If the address is in the panel, a letter with the link is on its way."))
        return redirect("influence:join", key=key)
    return render(request, "influence/way_out.html", {"panel": panel, "form": form}, status=422 if form.errors else 200)


@page_with_form
def sign_up_page(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    """The open link: there while the session takes answers."""
    session = ResidentSession.objects.filter(key=key, open_link=True).first()
    if session is None or not takes_answers(session):
        raise Http404
    form = SignUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if is_flooding(request, action="sign_up", limit=LETTERS_AN_HOUR):
            return errors.too_many(request, retry_after=AN_HOUR)
        if not is_written_to_too_often(form.cleaned_data["email"]):
            sign_up(session, **form.cleaned_data, language=get_language() or "sv")
        messages.success(request, _("Look in your inbox: your seat is yours when you say yes there."))
        return redirect("influence:sign_up", key=key)
    context = {"session": session, "form": form, "is_full": is_full(session), "kept_days": KEPT_AFTER_END.days}
    return render(request, "influence/sign_up.html", context, status=422 if form.errors else 200)


@page_with_form
def confirm_page(request: MemberRequest, token: str) -> HttpResponse:
    """A page with a button: programs that open links in letters must not act."""
    link = _link(Purpose.CONFIRM, token)
    return _act(request, link, "influence/confirm.html", "influence/confirmed.html", lambda: confirm(link))


@page_with_form
def leave_page(request: MemberRequest, token: str) -> HttpResponse:
    link = _link(Purpose.LEAVE, token)

    def leave() -> None:
        if person := link.panelist or link.participant:
            forget(person)

    return _act(request, link, "influence/leave.html", "influence/left.html", leave)


@page_with_form
def answer_page(request: MemberRequest, token: str) -> HttpResponse:
    link = _link(Purpose.ANSWER, token)
    if link.participant is None or not takes_answers(link.participant.session):
        return render(request, "influence/answer.html", {"is_over": True})
    comes = request.POST.get("kommer")
    if request.method == "POST" and comes in ("ja", "nej"):
        try:
            answer(link, comes=comes == "ja")
        except NotPossible as error:
            messages.error(request, " ".join(map(str, error.reasons)))
        else:
            messages.success(request, _("Thank you. You can change your answer here until it begins."))
        return redirect("influence:answer", token=token)
    session = link.participant.session
    context = {"session": session, "participant": link.participant, "is_full": is_full(session), "token": token}
    return render(request, "influence/answer.html", context)


def _act(request: MemberRequest, link: Link, asks: str, done: str, act: Callable[[], None]) -> HttpResponse:
    context = {"panel": link.panelist.panel if link.panelist else None, "participant": link.participant}
    if request.method != "POST":
        return render(request, asks, context)
    act()
    return render(request, done, context)


def _link(purpose: Link.Purpose, token: str) -> Link:
    link = open_link(purpose, token)
    if link is None:
        raise Http404
    return link


def _panel(key: uuid.UUID) -> ResidentPanel:
    panel = ResidentPanel.objects.filter(key=key).first()
    if panel is None:
        raise Http404
    return panel

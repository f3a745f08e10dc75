"""The inbox: what waits for a first answer, in the order of what was promised."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sluss.workflow.transitions import NotAllowed, NotPossible
from tenants.ideas.access import get_visible_idea, visible_to
from tenants.ideas.bulk import MOST, may_answer_many
from tenants.ideas.connecting import suggestions
from tenants.ideas.filters import InboxFilter
from tenants.ideas.inbox_forms import TriageForm
from tenants.ideas.meanwhile import latest_event, since
from tenants.ideas.models import WAITING, Idea, IdeaBearer, Message, Status
from tenants.ideas.openings import openings
from tenants.ideas.rows import page_of
from tenants.ideas.rules import may_triage, may_word_openings
from tenants.ideas.transitions import INBOX, InboxOutcome
from tenants.ideas.triage import triage
from tenants.ideas.views.writing import typed, with_opening
from tenants.people.access import MemberRequest, role_required
from tenants.people.models import Role

LIST_SHORTCUTS = [
    ("j", gettext_lazy("Next one")),
    ("k", gettext_lazy("The one before")),
    ("Enter", gettext_lazy("Open it")),
]
TRIAGE_SHORTCUTS = [
    ("1–8", gettext_lazy("Choose what happens")),
    ("Ctrl+Enter", gettext_lazy("Save and take the next")),
]
CARES = (Role.COACH, Role.INNOVATION_MANAGER, Role.MANAGER)


@role_required(*CARES)
def inbox(request: MemberRequest) -> HttpResponse:
    if not may_triage(request.member):
        raise PermissionDenied
    chosen = InboxFilter(request.GET)
    ideas = chosen.narrow(visible_to(request.member).filter(status__in=WAITING))
    page, rows = page_of(ideas, number=request.GET.get("page"))
    context = {
        "page": page,
        "rows": rows,
        "filter": chosen,
        "bulk": may_answer_many(request.member),
        "words": may_word_openings(request.member),
        "most": MOST,
        "shortcuts": LIST_SHORTCUTS,
    }
    return render(request, "ideas/inbox.html", context)


@role_required(*CARES)
def triage_page(request: MemberRequest, pk: int) -> HttpResponse:
    """One idea, one choice. A manager may open what a handler shows them, to say yes on the spot."""
    idea = get_visible_idea(request, pk)
    if idea.status not in WAITING:
        return _late(request, idea)
    if request.method != "POST":
        return _page(request, idea, _form(request, idea, initial=_first(idea)))
    if {"search", "insert", "connect_to"} & set(request.POST):
        return _page(request, idea, _form(request, idea, initial=_typed(request, idea)))
    form = _form(request, idea, data=request.POST)
    if not form.is_valid():
        return _page(request, idea, form, status=422)
    return _answered(request, idea, form)


@require_POST
@role_required(*CARES)
def triage_targets(request: MemberRequest, pk: int) -> HttpResponse:
    """What the typed words lead to, as a part of the page: asked for while somebody writes."""
    idea = get_visible_idea(request, pk)
    return render(request, "ideas/parts/targets.html", {"form": _form(request, idea, initial=typed(request))})


def _form(request: MemberRequest, idea: Idea, **kwargs: Any) -> TriageForm:
    form = TriageForm(member=request.member, idea=idea, offered=openings(), **kwargs)
    if not form.allowed:
        # A manager, who has one outcome at most.
        raise PermissionDenied(str(INBOX[InboxOutcome.DO_IN_LINE].transition.who(request.member, idea)))
    return form


def _first(idea: Idea) -> dict[str, object]:
    """The need begins with the matter's own words, to be sharpened."""
    return {
        "seen": latest_event(idea),
        "need_title": idea.title,
        "need_who": idea.for_whom,
        "need_situation": idea.text,
    }


def _typed(request: MemberRequest, idea: Idea) -> dict[str, object]:
    values = with_opening(typed(request), offered=openings(), language=_language(idea))
    if code := request.POST.get("connect_to"):
        values |= {"outcome": InboxOutcome.CONNECT, "chosen": code, "target": ""}
    return values


def _language(idea: Idea) -> str:
    """That of the one who left it; the handler's own where that is not known."""
    bearer = IdeaBearer.objects.filter(idea=idea).select_related("member").order_by("pk").first()
    if bearer is None:
        return get_language() or "sv"
    return bearer.member.language if bearer.member else bearer.language


def _answered(request: MemberRequest, idea: Idea, form: TriageForm) -> HttpResponse:
    answer = form.answer()
    try:
        triage(idea, answer=answer, actor=request.member, seen=form.cleaned_data["seen"])
    except NotAllowed as error:
        raise PermissionDenied(str(error.reason)) from error
    except NotPossible as error:
        idea.refresh_from_db()
        if idea.status not in WAITING:
            return _late(request, idea)
        form.add_error(None, [str(reason) for reason in error.reasons])
        later = since(idea, seen=form.cleaned_data["seen"] or latest_event(idea))
        # Saving again is then a choice made with what has happened in sight.
        form.data = {**request.POST.dict(), "seen": str(latest_event(idea))}
        return _page(request, idea, form, status=409 if later else 422, later=later)
    said = _("Passed on: %(outcome)s.") if answer.is_closed_door else _("“%(title)s”: %(outcome)s.")
    messages.success(request, said % {"title": idea.title, "outcome": answer.outcome.label})
    return _next(request)


def _late(request: MemberRequest, idea: Idea) -> HttpResponse:
    """Somebody else was first. What was typed is given back, and nothing of theirs is written over."""
    seen = request.POST.get("seen", "")
    if request.method != "POST" or not seen.isdecimal():
        messages.info(request, _("This has been taken care of already."))
        return redirect("ideas:page", pk=idea.pk)
    context = {"idea": idea, "later": since(idea, seen=int(seen)), "message": request.POST.get("message", "")}
    return render(request, "ideas/answered_meanwhile.html", context, status=409)


def _next(request: MemberRequest) -> HttpResponse:
    """To the idea that was promised an answer first; to the empty inbox when none is left."""
    following = (
        visible_to(request.member)
        .filter(status=Status.INBOX)
        .order_by(F("promised_on").asc(nulls_last=True), "id")
        .first()
    )
    if following is None or "stay" in request.POST:
        return redirect("ideas:inbox")
    return redirect("ideas:triage", pk=following.pk)


def _page(request: MemberRequest, idea: Idea, form: TriageForm, *, status: int = 200, later: Any = ()) -> HttpResponse:
    context = {
        "idea": idea,
        "form": form,
        "later": later,
        "bearers": IdeaBearer.objects.filter(idea=idea).select_related("member"),
        "said": Message.objects.filter(idea=idea).select_related("author"),
        "shortcuts": TRIAGE_SHORTCUTS,
        "alike": suggestions(request.member, idea),
        "left": visible_to(request.member).filter(status=Status.INBOX).count(),
        "has_searched": "search" in request.POST or bool(form.errors.get("target")),
    }
    return render(request, "ideas/triage.html", context, status=status)

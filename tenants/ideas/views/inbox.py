"""The inbox: what waits for a first answer, in the order of what was promised."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sluss.workflow.transitions import NotAllowed, NotPossible
from tenants.ideas.access import get_visible_idea, visible_to
from tenants.ideas.forms import TriageForm
from tenants.ideas.models import Idea, IdeaBearer, Message, Status
from tenants.ideas.rows import page_of
from tenants.ideas.transitions import INBOX, WAITING
from tenants.ideas.triage import triage
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
    waiting = visible_to(request.member).filter(status__in=WAITING)
    # What waits for the bearer comes last: nothing is promised while it does.
    ideas = waiting.order_by(F("promised_on").asc(nulls_last=True), "id")
    page, rows = page_of(ideas, number=request.GET.get("page"))
    return render(request, "ideas/inbox.html", {"page": page, "rows": rows, "shortcuts": LIST_SHORTCUTS})


@role_required(*CARES)
def triage_page(request: MemberRequest, pk: int) -> HttpResponse:
    """One idea, one choice. A manager may open what a handler shows them, to say yes on the spot."""
    idea = get_visible_idea(request, pk)
    if idea.status not in WAITING:
        messages.info(request, _("This has been taken care of already."))
        return redirect("ideas:page", pk=idea.pk)
    form = TriageForm(request.POST or None, idea=idea, others=visible_to(request.member))
    if request.method == "POST" and form.is_valid() and _done(request, idea, form):
        return _next(request)
    return render(request, "ideas/triage.html", _context(request, idea, form), status=422 if form.errors else 200)


def _done(request: MemberRequest, idea: Idea, form: TriageForm) -> bool:
    answer = form.answer()
    try:
        triage(idea, answer=answer, actor=request.member)
    except NotAllowed as error:
        raise PermissionDenied(str(error.reason)) from error
    except NotPossible as error:
        form.add_error(None, [str(reason) for reason in error.reasons])
        return False
    messages.success(request, _("“%(title)s”: %(outcome)s.") % {"title": idea.title, "outcome": answer.outcome.label})
    return True


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


def _context(request: MemberRequest, idea: Idea, form: TriageForm) -> dict[str, object]:
    allowed = {way.outcome for way in INBOX.values() if way.transition.who(request.member, idea) is None}
    return {
        "idea": idea,
        "form": form,
        "allowed": allowed,
        "bearers": IdeaBearer.objects.filter(idea=idea).select_related("member"),
        "said": Message.objects.filter(idea=idea).select_related("author"),
        "shortcuts": TRIAGE_SHORTCUTS,
        "left": visible_to(request.member).filter(status=Status.INBOX).count(),
    }

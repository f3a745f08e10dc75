"""The idea boards' advice on one idea, asking for it, and a board member's own list."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sluss.workflow.transitions import NotAllowed, NotPossible
from tenants.decisions import rules
from tenants.decisions.advise import ask_board, give_advice
from tenants.decisions.brief import brief_of
from tenants.decisions.conditions import conditions_of, lines_of
from tenants.decisions.counsel import boards_of, counsel_at, waiting_for
from tenants.decisions.forms import AdviceForm
from tenants.decisions.models import Advice, IdeaBoard
from tenants.ideas.access import get_visible_idea
from tenants.ideas.models import Idea
from tenants.people.access import MemberRequest, member_required
from tenants.people.models import Member


@require_safe
@member_required
def board_page(request: MemberRequest) -> HttpResponse:
    """Who sits on the boards, and for those who do: the ideas that wait for their advice."""
    boards = IdeaBoard.objects.filter(active=True).prefetch_related("members")
    own = boards_of(request.member)
    context = {"boards": boards, "own": own, "waiting": waiting_for(request.member) if own else []}
    return render(request, "decisions/board.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def advice_page(request: MemberRequest, pk: int) -> HttpResponse:
    idea, member = get_visible_idea(request, pk), request.member
    gate = rules.gate_of(idea)
    if not rules.sees_advice(member, idea):
        raise PermissionDenied
    if gate is None:
        messages.info(request, _("No decision is awaited on this idea now."))
        return redirect("ideas:page", pk)
    boards = [board for board in boards_of(member) if rules.why_not_advise(member, idea, board) is None]
    form = AdviceForm(request.POST or None, boards=boards, initial=_given(member, idea)) if boards else None
    if request.method == "POST":
        if form is None:
            raise PermissionDenied
        if form.is_valid():
            return _give(request, idea, form)
    context = {
        "idea": idea,
        "gate": gate,
        "brief": brief_of(idea, reader=member),
        "lines": lines_of(conditions_of(idea, gate)),
        "counsel": counsel_at(idea, gate),
        "form": form,
        "may_ask": rules.why_not_hold(member, idea) is None,
    }
    return render(request, "decisions/advice.html", context, status=422 if form and form.errors else 200)


@require_POST
@member_required
def ask_page(request: MemberRequest, pk: int) -> HttpResponse:
    idea = get_visible_idea(request, pk)
    text = request.POST.get("board", "")
    board = IdeaBoard.objects.filter(active=True, pk=int(text)).first() if text.isascii() and text.isdigit() else None
    if reason := rules.why_not_hold(request.member, idea):
        raise PermissionDenied(str(reason))
    if board is None:
        raise Http404
    try:
        asked = ask_board(idea, board=board, actor=request.member)
    except NotAllowed as refusal:
        raise PermissionDenied(str(refusal.reason)) from refusal
    if asked:
        messages.success(request, _("%(name)s has been asked by letter.") % {"name": board.name})
    else:
        messages.info(request, _("Everybody on the board who may advise has done so already."))
    return redirect("decisions:advice", pk)


def _give(request: MemberRequest, idea: Idea, form: AdviceForm) -> HttpResponse:
    chosen = form.cleaned_data
    stance = Advice.Stance(chosen["stance"])
    try:
        give_advice(idea, board=chosen["board"], stance=stance, text=chosen["text"], actor=request.member)
    except NotAllowed as refusal:
        raise PermissionDenied(str(refusal.reason)) from refusal
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Thank you. Your advice stands beside the decision."))
    return redirect("decisions:advice", idea.pk)


def _given(member: Member, idea: Idea) -> dict[str, str]:
    """What the member has said at this gate already."""
    advice = Advice.objects.filter(idea=idea, gate=rules.gate_of(idea), member=member).last()
    return {"stance": advice.stance, "text": advice.text} if advice else {}

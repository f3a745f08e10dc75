"""The gate: one screen with the case, three outcomes and the letter. Holding and registering by role."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sluss.text.plain import plain_text
from sluss.workflow.transitions import NotAllowed, NotPossible
from tenants.decisions import rules
from tenants.decisions.brief import brief_of
from tenants.decisions.conditions import conditions_of, lines_of
from tenants.decisions.counsel import counsel_at
from tenants.decisions.deciders import who_decides
from tenants.decisions.draft import Overtaken, Seen
from tenants.decisions.forms import DecisionForm, initial_of, typed_in
from tenants.decisions.hold_decision import hold_decision
from tenants.decisions.letters import preview
from tenants.decisions.models import Proposal
from tenants.decisions.openings import offered, opening
from tenants.decisions.register_decision import draft_decision, register_decision
from tenants.decisions.withdraw_proposal import withdraw_proposal
from tenants.ideas.access import get_visible_idea
from tenants.ideas.models import Idea
from tenants.people.access import MemberRequest, member_required

Action = Callable[[MemberRequest, Idea, DecisionForm], HttpResponse]


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def gate_page(request: MemberRequest, pk: int) -> HttpResponse:
    idea = get_visible_idea(request, pk)
    if request.method == "POST":
        return _act(request, idea)
    gate = rules.gate_of(idea)
    if gate is None:
        messages.info(request, _("No decision is awaited on this idea now."))
        return redirect("ideas:page", pk)
    if not rules.prepares(request.member, idea) and rules.seat_of(request.member, gate) is None:
        raise PermissionDenied
    proposal = Proposal.objects.filter(idea=idea).first()
    return _show(request, idea, form=DecisionForm(idea=idea, initial=initial_of(idea, proposal)))


def _act(request: MemberRequest, idea: Idea) -> HttpResponse:
    if sentence := opening(request.POST.get("opening", "")):
        return _begin_reasons(request, idea, sentence)
    form = DecisionForm(request.POST, idea=idea)
    action = ACTIONS.get(request.POST.get("action", ""), _preview)
    if not form.is_valid() and action is not _withdraw:
        return _show(request, idea, form=form, status=422)
    try:
        return action(request, idea, form)
    except NotAllowed as refusal:
        raise PermissionDenied(str(refusal.reason)) from refusal
    except Overtaken as refusal:
        form = DecisionForm(_with_new_sight(request.POST, idea), idea=idea)
        return _refused(request, idea, form, refusal, status=409)
    except NotPossible as refusal:
        return _refused(request, idea, form, refusal, status=422)


def _begin_reasons(request: MemberRequest, idea: Idea, sentence: str) -> HttpResponse:
    """The form as it was typed, with the sentence before what stands as reasons. Nothing is saved or judged."""
    typed = typed_in(request.POST)
    typed["reasons"] = plain_text(f"{sentence}{typed['reasons'] or ''}")
    typed["outcome"] = request.POST["opening"].partition("-")[0]
    return _show(request, idea, form=DecisionForm(idea=idea, initial=typed))


def _hold(request: MemberRequest, idea: Idea, form: DecisionForm) -> HttpResponse:
    asked = form.cleaned_data["asked"]
    hold_decision(idea, draft=form.draft(), seen=form.saw(), actor=request.member, asked=asked)
    messages.success(request, _("The proposal is held. Only those who prepare and decide can see it."))
    if asked:
        messages.success(request, _("%(name)s gets a letter with a link here.") % {"name": asked.display_name})
    return redirect("decisions:gate", idea.pk)


def _register(request: MemberRequest, idea: Idea, form: DecisionForm) -> HttpResponse:
    decision = register_decision(
        idea, draft=form.draft(), seen=form.saw(), actor=request.member, key=form.cleaned_data["key"]
    )
    messages.success(request, _("The decision is registered, and the letter to those who bear the idea is written."))
    return redirect("decisions:decision", decision.key)


def _withdraw(request: MemberRequest, idea: Idea, form: DecisionForm) -> HttpResponse:
    withdraw_proposal(idea, seen=Seen.parse(request.POST.get("seen", "")), actor=request.member)
    messages.success(request, _("The proposal is withdrawn."))
    return redirect("ideas:page", idea.pk)


def _preview(request: MemberRequest, idea: Idea, form: DecisionForm) -> HttpResponse:
    """The letter as it would go out with what is typed now. Nothing is saved."""
    if reason := rules.why_not_hold(request.member, idea):
        raise NotAllowed(reason)
    decision = draft_decision(idea, draft=form.draft(), actor=request.member)
    return _show(request, idea, form=form, letter=preview(decision, idea=idea))


ACTIONS: dict[str, Action] = {
    "hold": _hold,
    "register": _register,
    "withdraw": _withdraw,
    "preview": _preview,
}


def _with_new_sight(data: QueryDict, idea: Idea) -> QueryDict:
    """Where only the proposal has changed, sending again is a choice made with both texts in sight. Where a decision
    has been registered the form stays stale: what is typed here was meant for a gate that has been passed."""
    renewed, seen, now = data.copy(), Seen.parse(data.get("seen", "")), Seen.now(idea)
    if (seen.gate, seen.decision) == (now.gate, now.decision):
        renewed["seen"] = str(now)
    return renewed


def _refused(
    request: MemberRequest, idea: Idea, form: DecisionForm, refusal: NotPossible, *, status: int
) -> HttpResponse:
    form.add_error(None, [str(reason) for reason in refusal.reasons])
    fresh = get_visible_idea(request, idea.pk)
    return _show(request, fresh, form=form, status=status, overtaken=isinstance(refusal, Overtaken))


def _show(
    request: MemberRequest,
    idea: Idea,
    *,
    form: DecisionForm,
    status: int = 200,
    letter: tuple[str, str] | None = None,
    overtaken: bool = False,
) -> HttpResponse:
    member, gate = request.member, rules.gate_of(idea)
    sees = rules.sees_proposal(member, idea)
    if not sees and request.method == "POST" and not overtaken:
        raise PermissionDenied
    proposal = Proposal.objects.select_related("prepared_by").filter(idea=idea).first() if sees else None
    conditions = conditions_of(idea, gate) if gate else []
    context: dict[str, Any] = {
        "idea": idea,
        "gate": gate,
        "decided_by": who_decides(gate) if gate else "",
        "by_committee": gate is not None and rules.decider_is_committee(gate),
        "seat": rules.seat_of(member, gate) if gate else None,
        "brief": brief_of(idea, reader=member),
        "lines": lines_of(conditions),
        "missing": sum(not condition.met for condition in conditions),
        "proposal": proposal,
        "theirs": proposal if overtaken else None,
        "form": form,
        "openings": offered(),
        "letter": letter,
        "conflict": rules.conflict(member, idea),
        "recusals": list(rules.recusals(idea).select_related("member")),
        "counsel": counsel_at(idea, gate) if gate and sees else None,
        "may_answer": rules.why_not_answer(member, idea) is None,
        "why_not_register": rules.why_not_register(member, idea),
    }
    return render(request, "decisions/gate.html", context, status=status)

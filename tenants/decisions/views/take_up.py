"""Taking up an idea that waits."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sluss.workflow.transitions import NotAllowed, NotPossible
from tenants.decisions import rules
from tenants.decisions.forms import TakeUpForm
from tenants.decisions.take_up import take_up
from tenants.decisions.transitions import TAKE_UP
from tenants.ideas.access import get_visible_idea
from tenants.people.access import MemberRequest, member_required


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def take_up_page(request: MemberRequest, pk: int) -> HttpResponse:
    """Where somebody was first, whoever comes to the page is led to the idea; what was typed is kept."""
    idea = get_visible_idea(request, pk)
    if reason := rules.why_not_register(request.member, idea):
        raise PermissionDenied(str(reason))
    if request.method != "POST" and idea.status not in TAKE_UP.sources:
        return redirect("ideas:page", pk)
    form = TakeUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            take_up(idea, message=form.cleaned_data["message"], actor=request.member)
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal.reason)) from refusal
        except NotPossible as refusal:
            form.add_error(None, [str(reason) for reason in refusal.reasons])
        else:
            messages.success(request, _("The idea is at work again, and the letter to those who bear it is written."))
            return redirect("ideas:page", pk)
    context = {"idea": idea, "form": form}
    return render(request, "decisions/take_up.html", context, status=422 if form.errors else 200)

"""Taking up an idea that waits."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sluss.web.one_form import save_or_show
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

    def save() -> str:
        take_up(idea, message=form.cleaned_data["message"], actor=request.member)
        return reverse("ideas:page", args=[pk])

    return save_or_show(
        request,
        form=form,
        save=save,
        done=_("The idea is at work again, and the letter to those who bear it is written."),
        template="decisions/take_up.html",
        context={"idea": idea},
    )

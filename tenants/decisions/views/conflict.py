"""Noting and trying a conflict of interest."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sluss.web.one_form import save_or_show
from sluss.workflow.transitions import NotAllowed, NotPossible
from tenants.decisions import rules
from tenants.decisions.forms import ConflictForm, TrialForm
from tenants.decisions.models import Recusal
from tenants.decisions.note_conflict import note_conflict
from tenants.decisions.try_conflict import try_conflict
from tenants.ideas.access import get_visible_idea
from tenants.ideas.models import Idea
from tenants.people.access import MemberRequest, member_required


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def conflict_page(request: MemberRequest, pk: int) -> HttpResponse:
    idea = get_visible_idea(request, pk)
    member = request.member
    raises_others = member.has_role(*rules.RAISERS)
    form = ConflictForm(request.POST or None, member=member, raises_others=raises_others, initial={"about": member})
    if request.method == "POST" and form.is_valid():
        try:
            note_conflict(idea, about=form.cleaned_data["about"], reason=form.cleaned_data["reason"], actor=member)
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal.reason)) from refusal
        except NotPossible as refusal:
            form.add_error("reason", [str(reason) for reason in refusal.reasons])
        else:
            messages.success(request, _("The conflict of interest is noted."))
            return redirect("ideas:page", pk)
    noted = _noted(request, idea) if raises_others else []
    context = {"idea": idea, "form": form, "noted": noted}
    return render(request, "decisions/conflict.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def trial_page(request: MemberRequest, pk: int, recusal: int) -> HttpResponse:
    """Trying a conflict that was noted."""
    idea = get_visible_idea(request, pk)
    noted = Recusal.objects.filter(idea=idea, pk=recusal).select_related("member", "raised_by", "idea").first()
    if noted is None:
        raise Http404
    if reason := rules.why_not_try(request.member, idea, noted):
        raise PermissionDenied(str(reason))
    form = TrialForm(request.POST or None)

    def save() -> str:
        try_conflict(noted, **form.cleaned_data, actor=request.member)
        return reverse("decisions:conflict", args=[pk])

    return save_or_show(
        request,
        form=form,
        save=save,
        done=_("It is noted what came of it."),
        template="decisions/trial.html",
        context={"idea": idea, "recusal": noted},
    )


def _noted(request: MemberRequest, idea: Idea) -> list[tuple[Recusal, bool]]:
    """Each conflict noted so far, with whether this member may try it."""
    found = Recusal.objects.filter(idea=idea).select_related("member", "raised_by", "trial__tried_by").order_by("pk")
    return [(recusal, _may_try(request, idea, recusal)) for recusal in found]


def _may_try(request: MemberRequest, idea: Idea, recusal: Recusal) -> bool:
    is_open = getattr(recusal, "trial", None) is None
    return is_open and rules.why_not_try(request.member, idea, recusal) is None

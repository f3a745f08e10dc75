"""Noting a conflict of interest."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sluss.workflow.transitions import NotAllowed, NotPossible
from tenants.decisions import rules
from tenants.decisions.forms import ConflictForm
from tenants.decisions.models import Recusal
from tenants.decisions.note_conflict import note_conflict
from tenants.ideas.access import get_visible_idea
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
    noted = Recusal.objects.filter(idea=idea).select_related("member", "raised_by") if raises_others else []
    context = {"idea": idea, "form": form, "noted": noted}
    return render(request, "decisions/conflict.html", context, status=422 if form.errors else 200)

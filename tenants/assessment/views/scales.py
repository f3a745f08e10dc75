"""What is scored: read by everybody here, changed by the innovation manager."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import BaseFormSet, formset_factory
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sluss.workflow.transitions import NotPossible
from tenants.assessment.forms import WordingForm, WordingSet
from tenants.assessment.models import Side
from tenants.assessment.publish_scale import publish_scale
from tenants.assessment.rules import may_assign
from tenants.assessment.scales import MOST, InUse, in_use
from tenants.people.access import MemberRequest, member_required

Wordings = formset_factory(
    WordingForm,
    formset=WordingSet,
    extra=1,
    max_num=MOST,
    absolute_max=MOST,
    validate_max=True,
    can_delete=True,
    can_delete_extra=False,
)


@require_safe
@member_required
def scales_page(request: MemberRequest) -> HttpResponse:
    sides = [(side, in_use(side)) for side in Side]
    return render(request, "assessment/scales.html", {"sides": sides, "may_edit": may_assign(request.member)})


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def edit_scale_page(request: MemberRequest, side: Side) -> HttpResponse:
    if not may_assign(request.member):
        raise PermissionDenied
    standing = in_use(side)
    if request.method == "POST":
        return _publish(request, side, standing)
    formset = Wordings(initial=[vars(wording) for wording in standing.wordings], prefix="criteria")
    return _show(request, side, formset, seen=standing.version)


def _publish(request: MemberRequest, side: Side, standing: InUse) -> HttpResponse:
    formset = Wordings(request.POST, prefix="criteria")
    text = request.POST.get("seen", "")
    seen = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else -1
    if not formset.is_valid():
        return _show(request, side, formset, seen=seen, status=422)
    kept = [form for form in formset if form.has_changed() and form not in formset.deleted_forms]
    wordings = tuple(form.wording() for form in kept)
    try:
        scale = publish_scale(side=side, wordings=wordings, seen=seen, actor=request.member)
    except NotPossible as refusal:
        # Saving again is then a choice made with the others' criteria in sight.
        reasons = [str(reason) for reason in refusal.reasons]
        return _show(request, side, formset, seen=standing.version, status=409, theirs=standing, reasons=reasons)
    messages.success(request, _("Version %(number)d is in use from now on.") % {"number": scale.version})
    return redirect("assessment:scales")


def _show(
    request: MemberRequest,
    side: Side,
    formset: "BaseFormSet[WordingForm]",
    *,
    seen: int,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    context = {"side": side, "formset": formset, "seen": seen, **more}
    return render(request, "assessment/edit_scale.html", context, status=status)

"""The openings of answers, in the municipality's own words."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sluss.web.table_response import table_response
from tenants.ideas.forms import OpeningForm
from tenants.ideas.models import Opening
from tenants.ideas.openings import Offered, all_openings
from tenants.ideas.transitions import InboxOutcome
from tenants.people.access import MemberRequest, role_required
from tenants.people.models import Role

words_required = role_required(Role.INNOVATION_MANAGER)


@require_safe
@words_required
def opening_list(request: MemberRequest) -> HttpResponse:
    return render(request, "ideas/openings.html", {"openings": _by_outcome()})


@require_safe
@words_required
def opening_csv(request: MemberRequest) -> HttpResponse:
    header = [_("Outcome"), _("Name"), _("In Swedish"), _("In English"), _("Offered")]
    rows = (
        [one.outcome_label, one.name, one.text_sv, one.text_en, _("yes") if one.active else _("no")]
        for one in _by_outcome()
    )
    return table_response(request, name="oppningar", header=header, rows=rows)


def _by_outcome() -> list[Offered]:
    order = list(InboxOutcome.values)
    return sorted(all_openings(), key=lambda one: order.index(one.outcome))


@require_http_methods(["GET", "HEAD", "POST"])
@words_required
def new_opening(request: MemberRequest) -> HttpResponse:
    return _page(request, OpeningForm(request.POST or None, initial={"active": True}), Opening(), is_ours=False)


@require_http_methods(["GET", "HEAD", "POST"])
@words_required
def opening_page(request: MemberRequest, code: str) -> HttpResponse:
    """One of ours is copied when it is first reworded; throwing the copy away brings ours back."""
    found = next((one for one in all_openings() if one.code == code), None)
    if found is None:
        raise Http404
    row = Opening.objects.get(pk=found.pk) if found.pk else _copy(found)
    if "throw" in request.POST and row.pk:
        row.delete()
        messages.success(request, _("Your wording is thrown away."))
        return redirect("ideas:openings")
    return _page(request, OpeningForm(request.POST or None, instance=row), row, is_ours=bool(row.code))


def _page(request: MemberRequest, form: OpeningForm, row: Opening, *, is_ours: bool) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("The opening is saved."))
        return redirect("ideas:openings")
    context = {"form": form, "row": row, "is_ours": is_ours}
    return render(request, "ideas/opening.html", context, status=422 if form.errors else 200)


def _copy(ours: Offered) -> Opening:
    return Opening(
        code=ours.code, outcome=ours.outcome, name=str(ours.name), text_sv=ours.text_sv, text_en=ours.text_en
    )

"""Merging two ideas and undoing it: the people who left them are told in the same step."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sluss.workflow.transitions import NotPossible
from tenants.ideas.access import get_visible_idea
from tenants.people.access import MemberRequest, member_required
from tenants.relations.forms import MergeForm, MessageForm
from tenants.relations.merge import merge_into, merge_of, undo_merge
from tenants.relations.rules import may_join
from tenants.relations.views.two import two_visible


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def merge_with(request: MemberRequest, pk: int, other: int) -> HttpResponse:
    idea, second = two_visible(request, pk, other)
    if not may_join(request.member):
        raise PermissionDenied
    form = MergeForm(request.POST or None, idea=idea, other=second, initial={"goes_on": second.pk})
    if request.method == "POST" and form.is_valid():
        target = second if form.cleaned_data["goes_on"] == second.pk else idea
        source = idea if target is second else second
        try:
            merge_into(source, target, message=form.cleaned_data["message"], actor=request.member)
        except NotPossible as error:
            form.add_error(None, " ".join(map(str, error.reasons)))
        else:
            messages.success(request, _("The two go on as one. Those who left them have been told."))
            return redirect("ideas:page", target.pk)
    context = {"idea": idea, "other": second, "form": form}
    return render(request, "relations/merge.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def unmerge(request: MemberRequest, pk: int) -> HttpResponse:
    idea = get_visible_idea(request, pk)
    if not may_join(request.member):
        raise PermissionDenied
    if request.method != "POST" and merge_of(idea) is None:
        return redirect("relations:similar", pk)
    form = MessageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            undo_merge(idea, message=form.cleaned_data["message"], actor=request.member)
        except NotPossible as error:
            form.add_error(None, " ".join(map(str, error.reasons)))
        else:
            messages.success(request, _("The idea is back where it stood before."))
            return redirect("ideas:page", pk)
    return render(request, "relations/unmerge.html", {"idea": idea, "form": form}, status=422 if form.errors else 200)

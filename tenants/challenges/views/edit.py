"""Starting a challenge and changing it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sluss.web.two_wordings import differences, seen_again
from sluss.workflow.transitions import NotPossible
from tenants.challenges.access import get_visible_challenge
from tenants.challenges.forms import ChallengeForm, initial_of
from tenants.challenges.models import Audience, Visibility
from tenants.challenges.rules import may_start, runs
from tenants.challenges.save_challenge import ChangedMeanwhile, edit_challenge, start_challenge
from tenants.people.access import MemberRequest, member_required


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def new_page(request: MemberRequest) -> HttpResponse:
    if not may_start(request.member):
        raise PermissionDenied
    begun = {"owner": request.member.pk, "audience": Audience.EMPLOYEES, "visibility": Visibility.INTERNAL}
    form = ChallengeForm(request.POST or None, initial=begun, keep=request.member)
    if request.method == "POST" and form.is_valid():
        challenge = start_challenge(form.content(), actor=request.member)
        messages.success(request, _("The draft is saved. Only you, its owner and the innovation manager can see it."))
        return redirect("challenges:page", challenge.pk)
    return render(request, "challenges/edit.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def edit_page(request: MemberRequest, pk: int) -> HttpResponse:
    challenge = get_visible_challenge(request.member, pk)
    if not runs(request.member, challenge):
        raise PermissionDenied
    form = ChallengeForm(
        request.POST or None, initial=initial_of(challenge), status=challenge.status, keep=challenge.owner
    )
    context: dict[str, object] = {"form": form, "challenge": challenge}
    if request.method == "POST" and form.is_valid():
        revision = form.cleaned_data["revision"] or 0
        try:
            edit_challenge(challenge, content=form.content(), revision=revision, actor=request.member)
        except ChangedMeanwhile as error:
            context |= {"conflict": True, "differences": differences(form, theirs=initial_of(error.theirs))}
            form.data = seen_again(request, revision=error.theirs.revision)
        except NotPossible as error:
            form.add_error(None, [str(reason) for reason in error.reasons])
        else:
            messages.success(request, _("The challenge is saved."))
            return redirect("challenges:page", pk)
    status = 409 if "conflict" in context else 422 if form.errors else 200
    return render(request, "challenges/edit.html", context, status=status)

"""The steps of a challenge's way, each asked about on a page of its own."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from sluss.web.one_button import press
from sluss.workflow.transitions import NotPossible
from tenants.challenges.access import get_visible_challenge
from tenants.challenges.change_status import announce, cancel, close_now, open_now
from tenants.challenges.forms import CancelForm
from tenants.challenges.rules import runs
from tenants.challenges.transitions import BY_BUTTON
from tenants.people.access import MemberRequest, member_required

SERVICES: dict[str, Callable[..., None]] = {"announced": announce, "opened": open_now, "closed": close_now}
ASKED: dict[str, str | Promise] = {
    "announced": gettext_lazy(
        "From now on its readers find it, and you can invite units. It opens by itself on its first day."
    ),
    "opened": gettext_lazy("Ideas can be left from now on. Where its first day lies ahead, that day becomes today."),
    "closed": gettext_lazy(
        "No more answers are taken. What came in is counted, and the report is laid out for you to write."
    ),
}
DONE: dict[str, str | Promise] = {
    "announced": gettext_lazy("The challenge is announced."),
    "opened": gettext_lazy("The challenge is open for ideas."),
    "closed": gettext_lazy("The challenge is closed. Next comes the report to those who answered."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def step_page(request: MemberRequest, pk: int, step: str) -> HttpResponse:
    challenge = get_visible_challenge(request.member, pk)
    if step not in BY_BUTTON:
        raise Http404
    if not runs(request.member, challenge):
        raise PermissionDenied
    if request.method == "POST":
        back = reverse("challenges:page", args=[pk])
        return press(request, lambda: SERVICES[step](challenge, actor=request.member), done=DONE[step], back=back)
    context = {
        "title": f"{BY_BUTTON[step].label}: {challenge.title}",
        "text": ASKED[step],
        "action": BY_BUTTON[step].label,
        "cancel_url": reverse("challenges:page", args=[pk]),
    }
    return render(request, "web/confirm.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def cancel_page(request: MemberRequest, pk: int) -> HttpResponse:
    challenge = get_visible_challenge(request.member, pk)
    if not runs(request.member, challenge):
        raise PermissionDenied
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            cancel(challenge, reason=form.cleaned_data["reason"], actor=request.member)
        except NotPossible as error:
            messages.error(request, " ".join(map(str, error.reasons)))
        else:
            messages.success(request, _("The challenge is cancelled."))
        return redirect("challenges:page", pk)
    context = {
        "title": _("Cancel the challenge?"),
        "text": challenge.title,
        "action": _("Cancel the challenge"),
        "cancel_url": reverse("challenges:page", args=[pk]),
        "form": form,
        "danger": True,
    }
    return render(request, "web/confirm.html", context, status=422 if form.errors else 200)

"""The first start: the steps with how far one has come, and a page for each."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tenants.people.access import MemberRequest, role_required
from tenants.people.rules import MANAGERS
from tenants.settings.first_start import DONE, SKIPPED, STEPS, answer_step, progress
from tenants.settings.first_start import finish as finish_it
from tenants.settings.saved import tell_saved
from tenants.settings.steps import FORMS, shown_in


@require_safe
@role_required(*MANAGERS)
def overview(request: MemberRequest) -> HttpResponse:
    return render(request, "settings/first_start.html", {"progress": progress()})


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*MANAGERS)
def step(request: MemberRequest, key: str) -> HttpResponse:
    """A step is skipped, or its form is kept and it is done; either leads on to the next."""
    if request.method == "POST" and "skip" in request.POST:
        answer_step(actor=request.member, key=key, state=SKIPPED)
        return _go_on(key)
    asks, keeps = FORMS.get(key, (None, None))
    form = asks(request) if asks else None
    if request.method == "POST" and (form is None or form.is_valid()):
        if form is not None and keeps is not None:
            keeps(request, form)
            tell_saved(request, form)
        answer_step(actor=request.member, key=key, state=DONE)
        return _go_on(key)
    status = 422 if form is not None and form.errors else 200
    return render(request, f"settings/steps/{key}.html", _context(key, form), status=status)


@require_POST
@role_required(*MANAGERS)
def finish(request: MemberRequest) -> HttpResponse:
    finish_it(actor=request.member)
    messages.success(request, _("The first start is over. Everything in it can be changed among the settings."))
    return redirect("intake:start")


def _context(key: str, form: Any) -> dict[str, Any]:
    number = [one.key for one in STEPS].index(key)
    back = reverse(f"settings:step_{STEPS[number - 1].key}") if number else reverse("settings:first_start")
    facts = {"form": form, "step": STEPS[number], "number": number + 1, "total": len(STEPS), "back": back}
    return facts | {"progress": progress()} | shown_in(key)


def _go_on(key: str) -> HttpResponse:
    """To the step after this one; after the last to the overview."""
    keys = [one.key for one in STEPS]
    following = keys[keys.index(key) + 1 :]
    return redirect(f"settings:step_{following[0]}" if following else "settings:first_start")

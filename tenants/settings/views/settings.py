"""The settings: an overview, and a page for each thing that can be changed."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from tenants.people.access import MemberRequest, role_required
from tenants.people.rules import MANAGERS
from tenants.settings.first_start import progress
from tenants.settings.models import SluiceSettings
from tenants.settings.saved import tell_saved
from tenants.settings.steps import FORMS, model_in_use

HEADINGS = {
    "look": gettext_lazy("Colour and logo"),
    "why": gettext_lazy("Name and words"),
    "model": gettext_lazy("The promise of a first answer"),
}


@require_safe
@role_required(*MANAGERS)
def overview(request: MemberRequest) -> HttpResponse:
    context = {"row": SluiceSettings.current(), "days": model_in_use().inbox_promise_days, "progress": progress()}
    return render(request, "settings/overview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*MANAGERS)
def page(request: MemberRequest, key: str) -> HttpResponse:
    asks, keeps = FORMS[key]
    form = asks(request)
    if request.method == "POST" and form.is_valid():
        keeps(request, form)
        tell_saved(request, form)
        return redirect("settings:overview")
    context = {"form": form, "heading": HEADINGS[key]}
    return render(request, "settings/page.html", context, status=422 if form.errors else 200)

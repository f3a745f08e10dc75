"""A member's own settings."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tenants.people.access import MemberRequest, member_required
from tenants.people.forms import OwnSettingsForm
from tenants.people.own_settings import change_own_settings


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def own_settings(request: MemberRequest) -> HttpResponse:
    member = request.member
    initial = {
        "away_until": member.away_until,
        "stand_in": member.stand_in.key if member.stand_in else None,
        "language": member.language,
    }
    form = OwnSettingsForm(request.POST or None, member=member, initial=initial)
    if form.is_valid():
        change_own_settings(member=member, **form.cleaned_data)
        messages.success(request, _("Saved."))
        # The language's own address sets the choice for the site and leads back.
        chosen = reverse("web:language", kwargs={"code": form.cleaned_data["language"]})
        return HttpResponseRedirect(f"{chosen}?next={reverse('people:settings')}")
    return render(request, "people/own_settings.html", {"form": form}, status=422 if form.errors else 200)

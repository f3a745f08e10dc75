"""Which roles need a second factor."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sluss.accounts.second_factor import require_second_factor
from tenants.people import rules
from tenants.people.access import MemberRequest, role_required
from tenants.people.forms import SecondFactorForm
from tenants.people.log import record


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*rules.MANAGERS)
def second_factor(request: MemberRequest) -> HttpResponse:
    before = request.municipality.second_factor_roles
    form = SecondFactorForm(request.POST if request.method == "POST" else None, initial={"roles": before})
    if form.is_valid():
        roles = form.cleaned_data["roles"]
        record(kind="second_factor_required", about=request.member, actor=request.member, before=before, after=roles)
        require_second_factor(municipality=request.municipality, roles=roles)
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(reverse("organisation:start"))
    return render(request, "people/second_factor.html", {"form": form}, status=422 if form.errors else 200)

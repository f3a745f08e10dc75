"""How personal data is handled, and how to ask for official documents: from the authorities and their rules."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tenants.organisation.selectors import authorities, retention_rules
from tenants.people.access import MemberRequest

# The supervisory authority, as texts.DIGG is for accessibility.
IMY = "https://www.imy.se"


@require_safe
def personal_data(request: MemberRequest) -> HttpResponse:
    context = {
        "authorities": [one for one in authorities() if one.active],
        "rules": [rule for rule in retention_rules() if rule.active],
        "imy": IMY,
    }
    return render(request, "statement/personal_data.html", context)


@require_safe
def documents(request: MemberRequest) -> HttpResponse:
    return render(request, "statement/documents.html", {"authorities": [one for one in authorities() if one.active]})

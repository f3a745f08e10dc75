"""The live look-up of the forms. Asked by POST: what people write before they send it belongs in no log."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from tenants.intake.throttle import is_flooding
from tenants.people.access import MemberRequest
from tenants.similar.live import alike

LONGEST = 5000
# A whole library may write behind one address, each with a look-up for every pause.
LOOK_UPS_AN_HOUR = 600


@require_POST
def like_this(request: MemberRequest) -> HttpResponse:
    """A part of the form's page, for members and residents alike."""
    if looks_up_too_much(request):
        return HttpResponse(status=429, headers={"Retry-After": "3600"})
    title, text = (request.POST.get(name, "")[:LONGEST] for name in ("title", "text"))
    found = alike(title=title, text=text, member=request.member)
    response = render(request, "similar/parts/alike.html", {"alike": found, "is_part": True})
    response["Cache-Control"] = "private, no-store"
    return response


def looks_up_too_much(request: MemberRequest) -> bool:
    """Members are known by name; it is strangers who could read the whole list out through a look-up."""
    return request.member is None and is_flooding(request, action="alike", limit=LOOK_UPS_AN_HOUR)

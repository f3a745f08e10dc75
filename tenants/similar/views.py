"""The live look-up. Asked by POST: what people write before they send it belongs in no log of addresses."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from tenants.similar.live import alike

LONGEST = 5000


@require_POST
def like_this(request: HttpRequest) -> HttpResponse:
    """A part of the form's page, for members and residents alike."""
    title, text = (request.POST.get(name, "")[:LONGEST] for name in ("title", "text"))
    found = alike(title=title, text=text, member=getattr(request, "member", None))
    response = render(request, "similar/parts/alike.html", {"alike": found, "is_part": True})
    response["Cache-Control"] = "private, no-store"
    return response

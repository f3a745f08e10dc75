"""Taking a call: one page with the search beside the form, and a receipt that is read aloud."""

import uuid
from typing import Any

from django.conf import settings
from django.core.signing import BadSignature
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tenants.contact_centre.forms import CallForm, PaperForm
from tenants.contact_centre.models import AnswerBy, Channel, Contact
from tenants.contact_centre.rules import TAKERS
from tenants.contact_centre.search import Near, here_and_elsewhere
from tenants.contact_centre.take_down import take_down
from tenants.contact_centre.wording import in_groups
from tenants.ideas.access import get_visible_idea
from tenants.ideas.models import Source
from tenants.intake.submit import Receipt
from tenants.people.access import MemberRequest, role_required

CODE_COOKIE = "sluss_call"
CODE_SECONDS = 600
NEW = ("n", _("a new call"))
PAPER = ("p", _("a paper form"))
ALWAYS = (("Ctrl + Enter", _("send")), ("?", _("show the shortcuts")))


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*TAKERS)
def call(request: MemberRequest) -> HttpResponse:
    """The search button brings the same page back with everything that was typed and what was found."""
    if "search" in request.POST:
        typed = {name: request.POST[name] for name in CallForm.base_fields if request.POST.get(name)}
        return _page(request, CallForm(initial=typed))
    form = CallForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _receipt(_register(request, form, Channel.CALL))
    return _page(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*TAKERS)
def paper(request: MemberRequest) -> HttpResponse:
    """A form that somebody filled in by hand: as a call, with the day it came and the scanned page."""
    if "search" in request.POST:
        typed = {name: request.POST[name] for name in PaperForm.base_fields if request.POST.get(name)}
        return _page(request, PaperForm(initial=typed))
    form = PaperForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        files = form.cleaned_data["scan"]
        return _receipt(_register(request, form, Channel.PAPER, received_at=form.received_at(), files=files))
    return _page(request, form)


@require_POST
@role_required(*TAKERS)
def already(request: MemberRequest) -> HttpResponse:
    """What was found, as a part of the page. Asked by POST: what callers say belongs in no log of addresses."""
    field = request.htmx.trigger_name or "what"  # type: ignore[attr-defined]
    return render(request, "contact_centre/parts/found.html", _found(request, field) | {"is_part": True})


@require_safe
@role_required(*TAKERS)
def receipt(request: MemberRequest, pk: int) -> HttpResponse:
    idea = get_visible_idea(request, pk)
    if idea.source != Source.CONTACT_CENTRE:
        raise Http404
    try:
        code = request.get_signed_cookie(CODE_COOKIE, default="")
    except BadSignature:
        code = ""
    bearer = idea.bearers.first()
    contact = Contact.objects.filter(idea=idea).first()
    context = {
        "idea": idea,
        "groups": in_groups(idea.registry_number),
        "code_groups": str(code).split("-") if code else [],
        "by_mail": bool(bearer and bearer.email),
        "by_phone": bool(contact and contact.answer_by == AnswerBy.PHONE),
        "is_paper": bool(contact and contact.channel == Channel.PAPER),
        "shortcuts": (NEW, ALWAYS[1]),
    }
    response = render(request, "contact_centre/receipt.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


def _page(request: MemberRequest, form: CallForm) -> HttpResponse:
    is_paper = isinstance(form, PaperForm)
    shortcuts = (NEW, *(() if is_paper else (PAPER,)), ("/", _("search")), *ALWAYS)
    context = {"form": form, "is_paper": is_paper, "shortcuts": shortcuts} | _found(request, "q")
    return render(request, "contact_centre/call.html", context, status=422 if form.errors else 200)


def _found(request: MemberRequest, field: str) -> dict[str, Any]:
    """What stands in the field that asked, else in the other one."""
    asked = request.POST.get(field) or request.POST.get("q") or request.POST.get("what") or ""
    found = here_and_elsewhere(asked, member=request.member)
    here = sum(isinstance(one, Near) for one in found)
    counts = {"here": here, "elsewhere": len(found) - here}
    return {"asked": asked, "found": found, "q": request.POST.get("q", "")} | counts


def _register(request: MemberRequest, form: CallForm, channel: Channel, **more: Any) -> Receipt:
    return take_down(
        texts=form.texts(),
        submission_key=form.cleaned_data["submission_key"] or uuid.uuid4(),
        municipality=request.municipality,
        bearer=form.bearer(),
        actor=request.member,
        channel=channel,
        answer_by=form.way_back(),
        **more,
    )


def _receipt(given: Receipt) -> HttpResponse:
    """The follow code is read aloud from the receipt, once: it goes there in a cookie that dies with the page."""
    address = reverse("contact_centre:receipt", args=[given.idea.pk])
    response = redirect(address)
    response.set_signed_cookie(
        CODE_COOKIE,
        given.code,
        max_age=CODE_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
        path=address,
    )
    return response

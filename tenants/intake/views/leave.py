"""Leaving an idea, as employee or as resident."""

import re
import uuid
from functools import partial
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sluss.web import errors
from tenants.challenges.access import readable_by_anyone, visible_to
from tenants.challenges.answer import NotOpen
from tenants.intake import drafts
from tenants.intake.answering import PARAMETER, Answering, answering, known_key
from tenants.intake.forms import EmployeeForm, IdeaForm, ResidentForm
from tenants.intake.models import Draft
from tenants.intake.submit import Receipt, submit_as_employee, submit_as_resident
from tenants.intake.throttle import is_flooding, is_written_to_too_often
from tenants.intake.views.alike import LONGEST, looks_up_too_much
from tenants.people.access import MemberRequest, member_required
from tenants.similar.live import alike

SUBMISSIONS_AN_HOUR = 30
DRAFTS_AN_HOUR = 60
DRAFT_KEY = re.compile("[0-9]{1,18}")


def leave(request: MemberRequest) -> HttpResponse:
    """The way in: members get the employee's form, everyone else and guests that of residents."""
    inside = request.member is not None and not request.member.is_guest
    return redirect(_with_challenge(request, "intake:employee" if inside else "intake:resident"))


def employee(request: MemberRequest) -> HttpResponse:
    """Typed before sign-in, it is kept as this browser's draft and comes back afterwards."""
    if request.member is None and request.user.is_authenticated:
        raise Http404
    if request.member is None:
        return _keep_and_sign_in(request)
    if request.member.is_guest:
        raise PermissionDenied
    claimed = drafts.claim(request, request.member)
    if claimed is not None:
        return redirect(_with_challenge(request, "intake:employee", utkast=claimed.pk))
    draft = _draft(request)
    asked = answering(request, among=partial(visible_to, request.member), draft=draft.content if draft else None)
    begun = (draft.content if draft else _begun(request)) | asked.initial
    form = EmployeeForm(request.POST or None, request.FILES or None, initial=begun)
    if request.method == "POST" and (answer := _other_button(request, draft, asked)):
        return answer
    if request.method == "POST" and form.is_valid() and not asked.closed:
        try:
            return _send_as_employee(request, form, draft, asked)
        except NotOpen as error:
            asked = Answering(closed=error.challenge)
    context = {"form": form, "draft": draft, "answering": asked, "inside": True}
    return render(request, "intake/employee.html", context, status=_status(form, asked))


def resident(request: MemberRequest) -> HttpResponse:
    asked = answering(request, among=readable_by_anyone)
    if request.method == "POST" and "like" in request.POST:
        return _looked_up(request, ResidentForm, "intake/resident.html", answering=asked)
    form = ResidentForm(request.POST or None, request.FILES or None, initial=_begun(request) | asked.initial)
    if request.method == "POST" and form.is_valid() and not asked.closed:
        if is_flooding(request, action="leave", limit=SUBMISSIONS_AN_HOUR):
            return errors.too_many(request, retry_after=3600)
        try:
            return _send_as_resident(request, form, asked)
        except NotOpen as error:
            asked = Answering(closed=error.challenge)
    context = {"form": form, "answering": asked}
    return render(request, "intake/resident.html", context, status=_status(form, asked))


def _other_button(request: MemberRequest, draft: Draft | None, asked: Answering) -> HttpResponse | None:
    """What was pressed instead of Send, if anything."""
    if "like" in request.POST:
        return _looked_up(request, EmployeeForm, "intake/employee.html", draft=draft, answering=asked, inside=True)
    if "draft" not in request.POST:
        return None
    drafts.save_for_member(request.member, request.POST.dict(), pk=draft.pk if draft else None)
    messages.success(request, _("Your draft is saved. Only you can see it."))
    return redirect("intake:drafts")


def _looked_up(request: MemberRequest, form: type[IdeaForm], template: str, **context: object) -> HttpResponse:
    """The same page with all that was typed, and what is like it: for those without script."""
    if looks_up_too_much(request):
        return errors.too_many(request, retry_after=3600)
    typed = {name: request.POST[name] for name in form.base_fields if request.POST.get(name)}
    found = alike(title=typed.get("title", ""), text=typed.get("text", "")[:LONGEST], member=request.member)
    return render(request, template, {"form": form(initial=typed), "alike": found, **context})


@member_required
def draft_list(request: MemberRequest) -> HttpResponse:
    return render(request, "intake/drafts.html", {"drafts": drafts.of_member(request.member)})


@member_required
def remove_draft(request: MemberRequest, pk: int) -> HttpResponse:
    draft = get_object_or_404(Draft, pk=pk, member=request.member)
    if request.method == "POST":
        draft.delete()
        messages.success(request, _("The draft is gone."))
        return redirect("intake:drafts")
    context = {
        "title": _("Remove the draft?"),
        "text": _("It cannot be brought back."),
        "action": _("Remove"),
        "cancel_url": reverse("intake:drafts"),
        "danger": True,
    }
    return render(request, "web/confirm.html", context)


def _keep_and_sign_in(request: MemberRequest) -> HttpResponse:
    response = redirect_to_login(_with_challenge(request, "intake:employee"))
    if request.method == "POST":
        if is_flooding(request, action="draft", limit=DRAFTS_AN_HOUR):
            return errors.too_many(request, retry_after=3600)
        drafts.save_for_browser(request, response, request.POST.dict())
        messages.info(request, _("What you wrote is kept. Sign in to go on."))
    return response


def _draft(request: MemberRequest) -> Draft | None:
    pk = request.GET.get("utkast", "")
    return get_object_or_404(Draft, pk=pk, member=request.member) if DRAFT_KEY.fullmatch(pk) else None


def _with_challenge(request: MemberRequest, name: str, **more: object) -> str:
    """The address of a form, with the challenge that was asked for."""
    asked = known_key(request.GET.get(PARAMETER))
    query = urlencode(more | ({PARAMETER: asked} if asked else {}))
    return f"{reverse(name)}?{query}" if query else reverse(name)


def _status(form: IdeaForm, asked: Answering) -> int:
    """Where a challenge closed while somebody wrote, nothing is lost: the form comes back without it, to be sent as an
    idea like any other."""
    if not form.is_bound:
        return 200
    if asked.closed:
        form.data = {**form.data.dict(), "challenge": ""}  # type: ignore[attr-defined]
        return 409
    return 422 if form.errors else 200


def _send_as_employee(
    request: MemberRequest, form: EmployeeForm, draft: Draft | None, asked: Answering
) -> HttpResponse:
    idea = submit_as_employee(
        texts=form.texts(),
        submission_key=_key(form),
        member=request.member,
        unit=form.cleaned_data["unit"],
        files=form.cleaned_data["attachments"],
        challenge=asked.challenge,
    )
    if draft is not None:
        draft.delete()
    return redirect("intake:thanks", pk=idea.pk)


def _send_as_resident(request: MemberRequest, form: ResidentForm, asked: Answering) -> HttpResponse:
    email = form.cleaned_data["email"]
    receipt = submit_as_resident(
        texts=form.texts(),
        submission_key=_key(form),
        municipality=request.municipality,
        name=form.cleaned_data["name"],
        email=email,
        files=form.cleaned_data["attachments"],
        challenge=asked.challenge,
        writes=bool(email) and not is_written_to_too_often(email),
    )
    return _receipt_page(request, receipt)


def _receipt_page(request: MemberRequest, receipt: Receipt) -> HttpResponse:
    """To the follow page by its secret address; the code is shown there once, by a cookie that dies with the page."""
    response = redirect("intake:follow", token=receipt.token)
    response.set_signed_cookie(
        "sluss_code",
        receipt.code,
        max_age=600,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
        path=reverse("intake:follow", args=[receipt.token]),
    )
    return response


def _key(form: IdeaForm) -> uuid.UUID:
    return form.cleaned_data["submission_key"] or uuid.uuid4()


def _begun(request: MemberRequest) -> dict[str, str]:
    """The sentence that was begun on the start page."""
    return {"title": request.GET.get("title", "")[:200]}

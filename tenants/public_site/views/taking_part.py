"""Taking part without an account: support and comments."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sluss.web import errors
from tenants.intake.throttle import is_flooding, is_written_to_too_often
from tenants.people.access import MemberRequest
from tenants.public_site import comments
from tenants.public_site.forms import CommentForm, SupportForm
from tenants.public_site.models import Comment
from tenants.public_site.support import (
    ask_to_support,
    confirm,
    support_as_member,
    support_of,
    take_back,
    take_back_as_member,
)
from tenants.public_site.views.pages import context_of, get_open

AN_HOUR = 3600
LETTERS_AN_HOUR, COMMENTS_AN_HOUR, REPORTS_AN_HOUR = 20, 20, 30


@require_POST
def support(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    shown = get_open(key)
    if request.member is not None:
        change = take_back_as_member if "ta-tillbaka" in request.POST else support_as_member
        change(shown.idea, member=request.member)
        return redirect("public_site:idea", key=key)
    form = SupportForm(request.POST)
    if not form.is_valid():
        context = context_of(request, shown, support_form=form)
        return render(request, "public_site/idea.html", context, status=422)
    if is_flooding(request, action="support", limit=LETTERS_AN_HOUR):
        return errors.too_many(request, retry_after=AN_HOUR)
    email, language = form.cleaned_data["email"], get_language() or "sv"
    if not is_written_to_too_often(email):
        ask_to_support(shown.idea, title=shown.title, email=email, language=language)
    messages.success(request, _("Look in your inbox: your support counts when you have confirmed it there."))
    return redirect("public_site:idea", key=key)


@require_http_methods(["GET", "HEAD", "POST"])
def confirm_support(request: MemberRequest, token: str) -> HttpResponse:
    """A page with a button: programs that open links in letters must not support anything, nor take it back."""
    found = support_of(token)
    if found is None:
        raise Http404
    shown = get_open(found.idea.key)
    if request.method == "POST":
        if "ta-tillbaka" in request.POST:
            take_back(found)
            messages.success(request, _("Your support is taken back and counts no more."))
        else:
            confirm(found)
            messages.success(request, _("Thank you. Your support counts now."))
        return redirect("public_site:idea", key=found.idea.key)
    return render(request, "public_site/confirm.html", {"shown": shown, "counts": found.confirmed_at is not None})


@require_POST
def comment(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    shown = get_open(key)
    form = CommentForm(request.POST)
    if not form.is_valid():
        context = context_of(request, shown, comment_form=form)
        return render(request, "public_site/idea.html", context, status=422)
    if is_flooding(request, action="comment", limit=COMMENTS_AN_HOUR):
        return errors.too_many(request, retry_after=AN_HOUR)
    comments.write_comment(shown.idea, name=form.cleaned_data["name"], text=form.cleaned_data["text"])
    messages.success(request, _("Thank you. Somebody reads it first; then it is shown here."))
    return redirect("public_site:idea", key=key)


@require_POST
def report(request: MemberRequest, key: uuid.UUID, pk: int) -> HttpResponse:
    shown = get_open(key)
    found = Comment.objects.filter(pk=pk, idea=shown.idea, status=Comment.State.SHOWN).first()
    if found is None:
        raise Http404
    if is_flooding(request, action="report", limit=REPORTS_AN_HOUR):
        return errors.too_many(request, retry_after=AN_HOUR)
    comments.report(found)
    messages.success(request, _("Thank you. Somebody looks at the comment once more."))
    return redirect("public_site:idea", key=key)

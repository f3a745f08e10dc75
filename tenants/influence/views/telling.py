"""Letters about a session: looked at first, then written in the background; and what everyone may read of it."""

import re
import uuid
from collections.abc import Mapping
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sluss.text.plain import plain_line
from sluss.workflow.transitions import NotPossible, Transition, refusal
from tenants.influence import letters
from tenants.influence.access import runs, visible_to
from tenants.influence.choosing import seats_left, to_choose_from
from tenants.influence.forms import PublicForm, initial_of_public
from tenants.influence.mailing import invite, receivers, tell_back
from tenants.influence.models import Mailing, OpenSession, ResidentSession
from tenants.influence.publish import close_session, open_session, why_not_open
from tenants.influence.transitions import INVITE, TELL
from tenants.influence.views.saving import running, save_or_show
from tenants.people.access import MemberRequest, member_required

# As many as can be looked through on one page; words narrow them down.
OFFERED = 200
LONGEST_SEARCH = 200
KEY = re.compile(r"[0-9]{1,18}")
page_with_form = require_http_methods(["GET", "HEAD", "POST"])


@page_with_form
@member_required
def invite_page(request: MemberRequest, pk: int) -> HttpResponse:
    """All in the panel who have not been asked, or those who are ticked; people are looked for by words."""
    session = running(request, pk)
    if request.method == "POST":
        only = request.POST.getlist("people") if request.POST.get("who") == "some" else None
        keys = None if only is None else [int(key) for key in only if KEY.fullmatch(key)]
        return _send(request, session, partial(invite, only=keys))
    words = plain_line(request.GET.get("q", ""))[:LONGEST_SEARCH]
    more = {
        "people": to_choose_from(session, words)[:OFFERED],
        "words": words,
        "offered": OFFERED,
        "seats": seats_left(session),
    }
    return _preview(
        request,
        session,
        step=INVITE,
        kind=Mailing.Kind.INVITATION,
        template=letters.INVITATION,
        context={"session": session},
        page="influence/invite.html",
        more=more,
    )


@page_with_form
@member_required
def tell_page(request: MemberRequest, pk: int) -> HttpResponse:
    session = running(request, pk)
    if request.method == "POST":
        return _send(request, session, tell_back)
    kind, context = Mailing.Kind.TOLD, letters.told_context(session)
    return _preview(request, session, step=TELL, kind=kind, template=letters.TOLD, context=context)


@require_safe
@member_required
def mailing_page(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    """How far it has come; asked for in part, only that."""
    mailing = (
        Mailing.objects.select_related("session", "started_by")
        .filter(key=key, session__in=visible_to(request.member))
        .first()
    )
    if mailing is None:
        raise Http404
    if not runs(request.member):
        raise PermissionDenied
    poll = "" if mailing.ended_at else reverse("influence:mailing", args=[key])
    context = {
        "mailing": mailing,
        "session": mailing.session,
        "label": mailing.get_kind_display(),
        "done": mailing.done,
        "total": mailing.total,
        "poll": poll,
    }
    in_part = request.headers.get("HX-Request") == "true"
    return render(request, "web/parts/progress.html" if in_part else "influence/mailing.html", context)


@page_with_form
@member_required
def open_page(request: MemberRequest, pk: int) -> HttpResponse:
    session = running(request, pk)
    shown = OpenSession.objects.filter(session=session).first()
    form = PublicForm(request.POST or None, initial=initial_of_public(session, shown))

    def save() -> str:
        open_session(session, text=form.text(), actor=request.member)
        return reverse("influence:opened", args=[session.key])

    return save_or_show(
        request,
        form=form,
        save=save,
        done=_("Everyone can read it now."),
        template="influence/open.html",
        context={
            "session": session,
            "hindrance": why_not_open(session),
            "shown": shown,
            "back": _page(session),
        },
    )


@require_POST
@member_required
def close_page(request: MemberRequest, pk: int) -> HttpResponse:
    session = running(request, pk)
    close_session(session, actor=request.member)
    messages.success(request, _("Nobody outside reads it any more."))
    return redirect(_page(session))


def _send(request: MemberRequest, session: ResidentSession, service: Any) -> HttpResponse:
    try:
        mailing = service(session, actor=request.member)
    except NotPossible as error:
        messages.error(request, " ".join(map(str, error.reasons)))
        return redirect(_page(session))
    if mailing is None:
        messages.success(request, _("Done. There was nobody to write to."))
        return redirect(_page(session))
    return redirect("influence:mailing", mailing.key)


def _preview(
    request: MemberRequest,
    session: ResidentSession,
    *,
    step: Transition,
    kind: Mailing.Kind,
    template: str,
    context: dict[str, Any],
    page: str = "influence/letters.html",
    more: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Both languages as they would go out, to how many, and what is missing first."""
    error = refusal(step, subject=session, actor=request.member)
    shown = {
        "session": session,
        "step": step,
        "missing": error.reasons if isinstance(error, NotPossible) else (),
        "number": receivers(session, kind).count(),
        "letters": [(one, *letters.preview(template, context=context, language=one)) for one in ("sv", "en")],
        "back": _page(session),
        **(more or {}),
    }
    return render(request, page, shown)


def _page(session: ResidentSession) -> str:
    return reverse("influence:session", args=[session.pk])

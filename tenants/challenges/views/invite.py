"""Inviting units: choose, read the letter, send; and how far the letters have come."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sluss.web.table_response import table_response
from sluss.workflow.transitions import NotPossible
from tenants.challenges.access import get_visible_challenge, visible_to
from tenants.challenges.forms import InviteForm
from tenants.challenges.invite import InvitedUnit, invited_by_unit, start_inviting, still_to_invite, with_those_below
from tenants.challenges.letters import preview_invitation
from tenants.challenges.models import Challenge, Invited, Mailing
from tenants.challenges.rules import INVITING, runs
from tenants.organisation.selectors import INDENT
from tenants.people.access import MemberRequest, member_required


def _run_by(request: MemberRequest, pk: int) -> Challenge:
    challenge = get_visible_challenge(request.member, pk)
    if not runs(request.member, challenge):
        raise PermissionDenied
    return challenge


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def invite_page(request: MemberRequest, pk: int) -> HttpResponse:
    challenge = _run_by(request, pk)
    if challenge.status not in INVITING:
        messages.info(request, _("Invitations go out from when the challenge is announced until it closes."))
        return redirect("challenges:page", pk)
    by_unit = invited_by_unit(challenge)
    begun = {"units": [str(unit) for unit in challenge.units.values_list("pk", flat=True)]}
    form = InviteForm(request.POST or None, initial=begun, choices=list(map(_choice, by_unit)))
    letters: dict[str, object] = {}
    if request.method == "POST" and form.is_valid():
        if request.POST.get("action") == "send":
            try:
                mailing = start_inviting(
                    challenge,
                    units=form.cleaned_data["units"],
                    message=form.cleaned_data["message"],
                    actor=request.member,
                )
                return redirect("challenges:mailing", mailing.key)
            except NotPossible as error:
                form.add_error(None, [str(reason) for reason in error.reasons])
        else:
            letters = _preview(request, challenge, form)
    context = {
        "challenge": challenge,
        "form": form,
        "by_unit": by_unit,
        "mailings": challenge.mailings.filter(kind=Mailing.Kind.INVITATION).select_related("started_by"),
        **letters,
    }
    return render(request, "challenges/invite.html", context, status=422 if form.errors else 200)


def _preview(request: MemberRequest, challenge: Challenge, form: InviteForm) -> dict[str, object]:
    """How many would get it, and the letter in both languages, addressed to whoever asks."""
    message, name = form.cleaned_data["message"], request.member.name
    waiting = still_to_invite(challenge, with_those_below(form.cleaned_data["units"]))
    return {
        "receivers": waiting.count(),
        "letters": [
            (language, *preview_invitation(challenge, message=message, name=name, language=language))
            for language in ("sv", "en")
        ],
    }


def _choice(row: InvitedUnit) -> tuple[str, str]:
    told = _("%(invited)s of %(people)s invited") % {"people": row.people, "invited": row.invited}
    return str(row.unit.pk), f"{INDENT * row.depth}{row.unit.name} ({told})"


@require_safe
@member_required
def invited_csv(request: MemberRequest, pk: int) -> HttpResponse:
    challenge = _run_by(request, pk)
    found = Invited.objects.filter(challenge=challenge).select_related("member", "unit").order_by("unit__name", "pk")
    rows = ((one.unit.name, one.member.display_name, localtime(one.at).date()) for one in found)
    return table_response(request, name="inbjudna", header=[_("Unit"), _("Name"), _("Invited")], rows=rows)


@require_safe
@member_required
def mailing_page(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    return render(request, "challenges/mailing.html", _state(_mailing(request, key)))


@require_safe
@member_required
def mailing_progress(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    """The moving part of the page, asked for again and again; when the work has ended the page is loaded anew."""
    mailing = _mailing(request, key)
    if mailing.ended_at is None:
        return render(request, "web/parts/progress.html", _state(mailing))
    response = HttpResponse()
    response["HX-Refresh"] = "true"
    return response


def _mailing(request: MemberRequest, key: uuid.UUID) -> Mailing:
    found = Mailing.objects.filter(challenge__in=visible_to(request.member), key=key)
    mailing = found.select_related("challenge", "started_by").first()
    if mailing is None:
        raise Http404
    if not runs(request.member, mailing.challenge):
        raise PermissionDenied
    return mailing


def _state(mailing: Mailing) -> dict[str, object]:
    return {
        "mailing": mailing,
        "challenge": mailing.challenge,
        "label": _("The letters are being written"),
        "done": mailing.done,
        "total": mailing.total,
        "poll": reverse("challenges:mailing_progress", args=[mailing.key]),
    }

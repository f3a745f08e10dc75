"""The resident's way back to one matter, by a secret address or a short code."""

from django.contrib import messages
from django.core.signing import BadSignature
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sluss import clock
from sluss.web import errors
from sluss.workflow.transitions import NotPossible
from tenants.decisions.told import decisions_told
from tenants.guidance.around import guidance_of_bearer
from tenants.ideas import timeline
from tenants.ideas.access import get_visible_idea
from tenants.ideas.flight import flight
from tenants.ideas.forms import AnswerBackForm
from tenants.ideas.models import Idea, Status
from tenants.ideas.next_step import next_step
from tenants.ideas.triage import answer_back
from tenants.intake.forms import FollowCodeForm
from tenants.intake.models import FollowLink
from tenants.intake.onward import onward
from tenants.intake.secrets import CODE, FOLLOW, normal_code
from tenants.intake.throttle import is_flooding
from tenants.people.access import MemberRequest, member_required

TRIES_AN_HOUR = 20


def follow_by_code(request: MemberRequest) -> HttpResponse:
    """A correct code gives a new secret address; the earlier one stops working."""
    form = FollowCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if is_flooding(request, action="follow", limit=TRIES_AN_HOUR):
            return errors.too_many(request, retry_after=3600)
        link = _active(code_digest=CODE.digest(normal_code(form.cleaned_data["code"])))
        if link is not None:
            token = FOLLOW.make()
            link.token_digest = FOLLOW.digest(token)
            link.save(update_fields=["token_digest"])
            return redirect("intake:follow", token=token)
        form.add_error(
            "code", _("There is nothing with that code here. Check it, or ask the municipality's contact centre.")
        )
    return render(request, "intake/follow_code.html", {"form": form}, status=422 if form.errors else 200)


def follow(request: MemberRequest, token: str) -> HttpResponse:
    """What the one who left it may see: where it is and what was said, but no names of others who bear it."""
    link = _active(token_digest=FOLLOW.digest(token))
    if link is None:
        return render(request, "intake/follow_code.html", {"form": FollowCodeForm(), "is_spent": True}, status=404)
    idea = link.idea
    form = AnswerBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _answer(request, idea, form, token)
    return render(request, "intake/follow.html", _context(request, idea, form), status=422 if form.errors else 200)


def stop_following(request: MemberRequest, token: str) -> HttpResponse:
    """Make the address and the code useless, as when a link has come into the wrong hands."""
    link = _active(token_digest=FOLLOW.digest(token))
    if link is None:
        raise Http404
    if request.method == "POST":
        FollowLink.objects.filter(idea=link.idea, revoked_at=None).update(revoked_at=clock.now())
        messages.success(request, _("The address and the code no longer work."))
        return redirect("intake:follow_code")
    context = {
        "title": _("Stop following?"),
        "text": _("The address and the code stop working for everyone. The idea itself is kept."),
        "action": _("Stop following"),
        "cancel_url": reverse("intake:follow", args=[token]),
        "danger": True,
    }
    return render(request, "web/confirm.html", context)


@member_required
def thanks(request: MemberRequest, pk: int) -> HttpResponse:
    return render(request, "intake/thanks.html", {"idea": get_visible_idea(request, pk)})


def _answer(request: MemberRequest, idea: Idea, form: AnswerBackForm, token: str) -> HttpResponse:
    try:
        answer_back(idea, text=form.cleaned_data["text"], actor=None)
    except NotPossible as error:
        messages.error(request, " ".join(map(str, error.reasons)))
    else:
        messages.success(request, _("Thank you. Your answer has been sent to the one who asked."))
    return redirect("intake:follow", token=token)


def _active(**digests: str) -> FollowLink | None:
    return (
        FollowLink.objects.select_related("idea__stage", "idea__authority").filter(revoked_at=None, **digests).first()
    )


def _context(request: MemberRequest, idea: Idea, form: AnswerBackForm) -> dict[str, object]:
    try:
        code = request.get_signed_cookie("sluss_code", default="")
    except BadSignature:
        code = ""
    story, inside = timeline.entries_of(idea), bool(request.member)
    ahead = onward(idea, inside=inside)
    return {
        "idea": idea,
        "flight": flight(idea, story=story),
        "step": next_step(idea, inside=inside),
        "timeline": story,
        "asked": idea.status == Status.ASKED,
        "onward": ahead,
        "decisions": [*(ahead.decisions if ahead else []), *decisions_told(idea)],
        "guidance": guidance_of_bearer(idea),
        "form": form,
        "code": code,
        "address": request.build_absolute_uri(),
    }

"""The guidance: one page for those who bear ideas, one for managers, and a page that changes a text."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sluss.workflow.transitions import NotPossible
from tenants.guidance.change import EDITORS, ChangedMeanwhile, change_stage, change_step
from tenants.guidance.forms import WordsForm
from tenants.guidance.models import GuidanceText
from tenants.guidance.steps import BY_KEY, Audience
from tenants.guidance.texts import Words, default_of_stage, sections_for, words_of_stage, words_of_step
from tenants.people.access import MemberRequest, member_required, role_required
from tenants.pipeline.models import Stage


@dataclass(frozen=True)
class Place:
    """Where a text stands: `default` is what it says from the beginning, `back` the address of its section."""

    audience: Audience
    title: str
    default: Words
    back: str


@require_safe
@member_required
def guidance_page(request: MemberRequest, audience: str) -> HttpResponse:
    context = {
        "audience": Audience(audience),
        "sections": sections_for(Audience(audience)),
        "may_edit": request.member.has_role(*EDITORS),
    }
    return render(request, "guidance/page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*EDITORS)
def step_page(request: MemberRequest, key: str) -> HttpResponse:
    step = BY_KEY[key]
    now = words_of_step(step, GuidanceText.objects.filter(step=key).first())

    def save(words: Words | None, seen: str) -> None:
        change_step(step, words=words, seen=seen, actor=request.member)

    place = Place(step.audience, str(step.title), default=Words(step.sv, step.en), back=_address(step.audience, key))
    return _edit(request, place, now=now, save=save)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*EDITORS)
def stage_page(request: MemberRequest, pk: int, audience: str) -> HttpResponse:
    stage = Stage.objects.filter(pk=pk, model__in_use=True).first()
    if stage is None or audience not in Audience.values:
        raise Http404

    def save(words: Words | None, seen: str) -> None:
        change_stage(stage, audience=audience, words=words, seen=seen, actor=request.member)

    title = _("In the stage “%(stage)s”") % {"stage": stage.name}
    default, back = default_of_stage(stage, audience), _address(audience, f"steg-{pk}")
    place = Place(Audience(audience), title, default=default, back=back)
    return _edit(request, place, now=words_of_stage(stage, audience), save=save)


def _address(audience: str, anchor: str) -> str:
    return f"{reverse(f'guidance:{audience}')}#{anchor}"


def _edit(
    request: MemberRequest, place: Place, *, now: Words, save: Callable[[Words | None, str], None]
) -> HttpResponse:
    form = WordsForm(request.POST or None, initial={"sv": now.sv, "en": now.en, "seen": now.seen})
    theirs: Words | None = None
    reset = "reset" in request.POST
    if request.method == "POST" and (reset or form.is_valid()):
        words = None if reset else Words(form.cleaned_data["sv"], form.cleaned_data["en"])
        try:
            save(words, str(request.POST.get("seen", "")))
        except ChangedMeanwhile as error:
            theirs = error.theirs
            # Saving again is then a choice made with both texts in sight.
            form.data = _with(request, seen=theirs.seen)
        except NotPossible as error:
            form.add_error(None, [str(reason) for reason in error.reasons])
        else:
            messages.success(request, _("The text from the beginning is back.") if reset else _("Your text is saved."))
            return redirect(place.back)
    status = 409 if theirs else 422 if form.errors else 200
    context = {"form": form, "place": place, "theirs": theirs, "own": now != place.default}
    return render(request, "guidance/edit.html", context, status=status)


def _with(request: MemberRequest, **values: str) -> Any:
    data = request.POST.copy()
    for name, value in values.items():
        data[name] = value
    return data

"""The draft: an overview, and pages that change its parts. Every one works without script."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sluss.workflow.transitions import NotPossible
from tenants.model_editor import parts
from tenants.model_editor.compare import compare_values
from tenants.model_editor.drafts import discard_draft
from tenants.model_editor.forms import CriterionForm, PartForm, SettingsForm, StageForm
from tenants.model_editor.rules import EDITORS, judge
from tenants.model_editor.selectors import draft, stages_of
from tenants.people.access import MemberRequest, role_required
from tenants.pipeline.models import Criterion, InnovationModel, Stage

WAYS = {"upp": -1, "ner": 1}


def the_draft() -> InnovationModel:
    """The draft, or Http404 where there is none."""
    found = draft()
    if found is None:
        raise Http404
    return found


def _stage(pk: int) -> Stage | None:
    return Stage.objects.select_related("gate").filter(pk=pk, model=draft()).first()


def _criterion(pk: int) -> Criterion | None:
    return Criterion.objects.select_related("gate__source").filter(pk=pk, gate__source__model=draft()).first()


def stage_of_draft(pk: int) -> Stage:
    if found := _stage(pk):
        return found
    raise Http404


def criterion_of_draft(pk: int) -> Criterion:
    if found := _criterion(pk):
        return found
    raise Http404


@require_safe
@role_required(*EDITORS)
def draft_page(request: MemberRequest) -> HttpResponse:
    model = draft()
    if model is None:
        return redirect("model_editor:versions")
    stages = stages_of(model)
    context = {"model": model, "stages": stages, "verdict": judge(model, stages)}
    return render(request, "model_editor/draft.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*EDITORS)
def settings_page(request: MemberRequest) -> HttpResponse:
    model = draft()
    if model is None:
        return _gone(request, SettingsForm(request.POST))
    form = SettingsForm(request.POST or None, part=model)
    return _edit(request, form, part=model, title=_("Name, promise and what is done straight away"))


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*EDITORS)
def stage_page(request: MemberRequest, pk: int) -> HttpResponse:
    stage = _stage(pk)
    if stage is None:
        return _gone(request, StageForm(request.POST), again=reverse("model_editor:new_stage"))
    return _edit(request, StageForm(request.POST or None, part=stage), part=stage, title=stage.name)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*EDITORS)
def criterion_page(request: MemberRequest, pk: int) -> HttpResponse:
    criterion = _criterion(pk)
    if criterion is None:
        return _gone(request, CriterionForm(request.POST))
    return _edit(request, CriterionForm(request.POST or None, part=criterion), part=criterion, title=criterion.text)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*EDITORS)
def new_stage(request: MemberRequest) -> HttpResponse:
    the_draft()
    form = StageForm(request.POST or None, initial={"promise_days": 15, "decider_role": "manager"})
    return _add(
        request, form, lambda values: parts.add_stage(values=values, actor=request.member), title=_("A new stage")
    )


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*EDITORS)
def new_criterion(request: MemberRequest, pk: int) -> HttpResponse:
    stage = stage_of_draft(pk)
    return _add(
        request,
        CriterionForm(request.POST or None),
        lambda values: parts.add_criterion(stage, values=values, actor=request.member),
        title=_("A new condition at the gate out of “%(stage)s”") % {"stage": stage.name},
    )


@require_POST
@role_required(*EDITORS)
def move_stage(request: MemberRequest, pk: int, way: str) -> HttpResponse:
    return _move(request, stage_of_draft(pk), way, anchor=f"stage-{pk}")


@require_POST
@role_required(*EDITORS)
def move_criterion(request: MemberRequest, pk: int, way: str) -> HttpResponse:
    criterion = criterion_of_draft(pk)
    return _move(request, criterion, way, anchor=f"stage-{criterion.gate.source_id}")


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*EDITORS)
def remove_stage(request: MemberRequest, pk: int) -> HttpResponse:
    stage = stage_of_draft(pk)
    text = _("Its gate and conditions go with it. Ideas that stand there now are given another stage when you publish.")
    return _remove(request, stage, title=_("Remove “%(name)s”?") % {"name": stage.name}, text=text)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*EDITORS)
def remove_criterion(request: MemberRequest, pk: int) -> HttpResponse:
    criterion = criterion_of_draft(pk)
    text = _("“%(text)s” is then not asked for any more. What ideas have answered stays with earlier decisions.")
    return _remove(request, criterion, title=_("Remove the condition?"), text=text % {"text": criterion.text})


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*EDITORS)
def discard(request: MemberRequest) -> HttpResponse:
    model = the_draft()
    if request.method == "POST":
        try:
            discard_draft(actor=request.member)
        except NotPossible as error:
            messages.info(request, " ".join(map(str, error.reasons)))
        else:
            messages.success(request, _("The draft is thrown away. The version in use is as it was."))
        return redirect("model_editor:versions")
    context = {
        "title": _("Throw the draft away?"),
        "text": _("Everything in “%(name)s” that is not published disappears. The version in use is not touched.")
        % {"name": model.name},
        "action": _("Throw the draft away"),
        "cancel_url": reverse("model_editor:draft"),
        "danger": True,
    }
    return render(request, "web/confirm.html", context)


def _edit(request: MemberRequest, form: PartForm, *, part: parts.Part, title: str) -> HttpResponse:
    differences: Any = ()
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            parts.change_part(part, values=form.values(), seen=form.cleaned_data["seen"], actor=request.member)
        except parts.ChangedMeanwhile as error:
            differences = compare_values(parts.values_of(error.theirs), form.values())
            # Saving again is then a choice made with both wordings in sight.
            form.data = _with(request, seen=parts.state_of(error.theirs))
            status = 409
        except NotPossible as error:
            form.add_error(None, [str(reason) for reason in error.reasons])
            status = 409
        else:
            return _saved(request)
    context = {"form": form, "title": title, "differences": differences, "stage": _stage_behind(part)}
    return render(request, "model_editor/part.html", context, status=status)


def _gone(request: MemberRequest, form: PartForm, *, again: str = "") -> HttpResponse:
    """404, but not for somebody who comes with text that was typed while another removed the part or the draft."""
    if "seen" not in request.POST:
        raise Http404
    form.add_error(None, [str(reason) for reason in parts.Gone().reasons])
    context = {"form": form, "title": _("Removed meanwhile"), "again": again if draft() else ""}
    return render(request, "model_editor/part.html", context, status=409)


def _add(request: MemberRequest, form: PartForm, add: Callable[[dict[str, Any]], Any], *, title: str) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            add(form.values())
        except NotPossible as error:
            form.add_error(None, [str(reason) for reason in error.reasons])
        else:
            return _saved(request)
    return render(request, "model_editor/part.html", {"form": form, "title": title}, status=422 if form.errors else 200)


def _move(request: MemberRequest, part: Stage | Criterion, way: str, *, anchor: str) -> HttpResponse:
    if way not in WAYS:
        raise Http404
    try:
        parts.move_part(part, by=WAYS[way], actor=request.member)
    except NotPossible as error:
        messages.info(request, " ".join(map(str, error.reasons)))
    return redirect(f"{reverse('model_editor:draft')}#{anchor}")


def _remove(request: MemberRequest, part: Stage | Criterion, *, title: str, text: str) -> HttpResponse:
    if request.method == "POST":
        try:
            parts.remove_part(part, seen=str(request.POST.get("seen", "")), actor=request.member)
        except NotPossible as error:
            messages.warning(request, " ".join(map(str, error.reasons)))
        else:
            messages.success(request, _("It is removed from the draft."))
        return redirect("model_editor:draft")
    context = {
        "title": title,
        "text": text,
        "action": _("Remove"),
        "cancel_url": reverse("model_editor:draft"),
        "danger": True,
        "seen": parts.state_of(part),
    }
    return render(request, "model_editor/remove.html", context)


def _saved(request: MemberRequest) -> HttpResponse:
    messages.success(request, _("Saved in the draft. Nobody else is affected until you publish."))
    return redirect("model_editor:draft")


def _stage_behind(part: parts.Part) -> Stage | None:
    return part if isinstance(part, Stage) else None


def _with(request: MemberRequest, **values: str) -> Any:
    data = request.POST.copy()
    for name, value in values.items():
        data[name] = value
    return data

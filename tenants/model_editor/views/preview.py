"""What publishing the draft would do with running ideas; and doing it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.datastructures import MultiValueDict
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from sluss.workflow.transitions import NotPossible, Text
from tenants.model_editor import moving
from tenants.model_editor.compare import compare
from tenants.model_editor.forms import MappingForm
from tenants.model_editor.models import Promises, Publishing
from tenants.model_editor.publish import NewLook, publish
from tenants.model_editor.rules import EDITORS, judge
from tenants.model_editor.selectors import draft, stages_of
from tenants.people.access import MemberRequest, role_required
from tenants.pipeline.in_use import model_in_use
from tenants.pipeline.models import InnovationModel


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*EDITORS)
def preview(request: MemberRequest) -> HttpResponse:
    model = draft()
    if model is None:
        return redirect("model_editor:versions")
    view = _Preview(model, request.POST if request.method == "POST" else None)
    reasons: tuple[Text, ...] = ()
    if "publish" in request.POST:
        try:
            if done := _publish(request, view):
                messages.success(request, _done(done))
                return redirect("model_editor:version", version=done.model.version)
        except NewLook as error:
            view, reasons = _Preview(model, request.POST, renewed=True), error.reasons
        except NotPossible as error:
            reasons = error.reasons
    failed = 409 if reasons else 422
    right = not reasons and (view.form.is_valid() or "publish" not in request.POST)
    return render(request, "model_editor/preview.html", view.context(reasons), status=200 if right else failed)


class _Preview:
    """The draft, the ideas as they stand, and what is chosen for them."""

    def __init__(self, model: InnovationModel, data: Any, *, renewed: bool = False) -> None:
        model.refresh_from_db(fields=["revision"])
        self.model, self.current = model, model_in_use()
        self.targets, self.now = stages_of(model), stages_of(self.current)
        places = moving.places_of(model)
        self.seen = moving.seen_now(model, places)
        self.sources = moving.sources_of(places, self.now)
        initial = self._initial()
        if data is not None and (renewed or "publish" not in data):
            # Looked at anew: what was chosen stays chosen, stages that ideas have come to since get a choice as well.
            data = MultiValueDict({name: [str(value)] for name, value in initial.items()} | dict(data.lists()))
            data["seen"] = self.seen
        self.form = MappingForm(data, sources=self.sources, targets=self.targets, initial=initial)

    def _initial(self) -> dict[str, Any]:
        likely = {stage.pk: moving.likely_target(stage, self.targets) for stage, _count in self.sources}
        chosen = {f"from_{source}": target.pk for source, target in likely.items() if target}
        return {"seen": self.seen, "promises": Promises.KEEP.value, **chosen}

    def context(self, reasons: Any) -> dict[str, Any]:
        ways = moving.ways_of(self.sources, self.targets, self.form.mapping())
        return {
            "model": self.model,
            "current": self.current,
            "form": self.form,
            "rows": self.form.rows(ways),
            "empty": [way.source for way in ways if not way.ideas],
            "total": sum(way.ideas for way in ways),
            "changes": compare(self.current, self.model, old=self.now, new=self.targets),
            "verdict": judge(self.model, self.targets, standing=moving.standing_after(ways)),
            "reasons": reasons,
        }


def _publish(request: MemberRequest, view: _Preview) -> Publishing | None:
    """None where the form has faults. What was seen comes first: choices for other ideas than these mean nothing."""
    if request.POST.get("seen") != view.seen:
        raise NewLook
    if not view.form.is_valid():
        return None
    chosen = view.form.cleaned_data
    return publish(mapping=view.form.mapping(), seen=chosen["seen"], promises=chosen["promises"], actor=request.member)


def _done(done: Publishing) -> str:
    text = ngettext(
        "Version %(version)d is in use. %(number)d idea was moved.",
        "Version %(version)d is in use. %(number)d ideas were moved.",
        done.ideas,
    )
    return text % {"version": done.model.version, "number": done.ideas}

"""The versions of the model: which there have been, what each changed, and how a new one is begun."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sluss.workflow.transitions import NotPossible
from tenants.model_editor.compare import compare
from tenants.model_editor.drafts import begin_draft
from tenants.model_editor.forms import BeginForm
from tenants.model_editor.rules import EDITORS
from tenants.model_editor.selectors import publishings, stages_of, versions
from tenants.people.access import MemberRequest, role_required
from tenants.pipeline.models import InnovationModel, Stage


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*EDITORS)
def version_list(request: MemberRequest) -> HttpResponse:
    found = versions()
    published = [one for one in found if not one.is_draft]
    form = BeginForm(request.POST or None, versions=published)
    if request.method == "POST" and form.is_valid():
        try:
            begin_draft(source=form.source_version(), actor=request.member)
        except NotPossible as error:
            messages.info(request, " ".join(map(str, error.reasons)))
        return redirect("model_editor:draft")
    happened = publishings()
    context = {
        "form": form,
        "versions": [(one, happened.get(one.pk)) for one in published],
        "draft": next((one for one in found if one.is_draft), None),
    }
    return render(request, "model_editor/versions.html", context, status=422 if form.errors else 200)


@require_safe
@role_required(*EDITORS)
def version_page(request: MemberRequest, version: int) -> HttpResponse:
    """One version with its stages, compared with another: the one before it, or the one that is asked for."""
    by_number = {one.version: one for one in versions()}
    model = by_number.get(version)
    if model is None or model.is_draft:
        raise Http404
    stages = stages_of(model)
    against = _against(request.GET.get("mot", ""), model, by_number)
    changes = compare(against, model, old=stages_of(against), new=stages) if against else []
    publishing = publishings().get(model.pk)
    context = {
        "model": model,
        "stages": stages,
        "against": against,
        "others": [one for one in by_number.values() if one.pk != model.pk and not one.is_draft],
        "changes": changes,
        "publishing": publishing,
        "moved": _moved(publishing.mapping) if publishing else [],
    }
    return render(request, "model_editor/version.html", context)


def _against(asked: str, model: InnovationModel, by_number: dict[int, InnovationModel]) -> InnovationModel | None:
    chosen = by_number.get(int(asked)) if asked.isdecimal() and len(asked) < 8 else None
    if chosen and chosen.pk != model.pk and not chosen.is_draft:
        return chosen
    earlier = [one for one in by_number.values() if one.version < model.version and not one.is_draft]
    return max(earlier, key=lambda one: one.version, default=None)


def _moved(mapping: list[dict[str, int]]) -> list[tuple[str, str, int]]:
    stages = Stage.objects.in_bulk([key for row in mapping for key in (row["from"], row["to"])])
    name = {key: stage.name for key, stage in stages.items()}
    return [(name.get(row["from"], _("removed stage")), name[row["to"]], row["ideas"]) for row in mapping]

"""Sharing out assessments: choose, look at what would be asked of whom, do it."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from sluss.workflow.transitions import NotPossible
from tenants.assessment import rules
from tenants.assessment.distribute import Distribution, OtherPlan, distribute, plan_for
from tenants.assessment.forms import DistributeForm
from tenants.assessment.models import Side
from tenants.ideas.models import Idea
from tenants.ideas.selectors import places
from tenants.people.access import MemberRequest, member_required
from tenants.people.models import Member


@dataclass(frozen=True)
class PlanRow:
    """An idea of the preview: who would be asked about each side, and how many would still be missing."""

    idea: Idea
    need: list[Member]
    feasibility: list[Member]
    short: int


@dataclass(frozen=True)
class LoadRow:
    member: Member
    before: int
    more: int

    @property
    def after(self) -> int:
        return self.before + self.more


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def distribute_page(request: MemberRequest) -> HttpResponse:
    if not rules.may_assign(request.member):
        raise PermissionDenied
    if request.method == "POST":
        return _do(request)
    if "each" not in request.GET:
        form = DistributeForm(places=places(), initial={"each": 2, **request.GET.dict()})
        return render(request, "assessment/distribute.html", {"form": form})
    form = DistributeForm(request.GET, places=places())
    if not form.is_valid():
        return _show(request, form, None, status=422)
    return _show(request, form, plan_for(form.choice(), actor=request.member))


def _do(request: MemberRequest) -> HttpResponse:
    form = DistributeForm(request.POST, places=places())
    if not form.is_valid():
        return _show(request, form, None, status=422)
    try:
        made = distribute(form.choice(), digest=request.POST.get("plan", ""), actor=request.member)
    except OtherPlan as other:
        form.add_error(None, [str(reason) for reason in other.reasons])
        return _show(request, form, other.plan, status=409)
    except NotPossible as refusal:
        form.add_error(None, [str(reason) for reason in refusal.reasons])
        return _show(request, form, plan_for(form.choice(), actor=request.member), status=422)
    number = len(made)
    text = ngettext("%(number)d assessment has been asked for.", "%(number)d assessments have been asked for.", number)
    messages.success(request, text % {"number": number} + " " + _("Each assessor gets one letter."))
    return redirect("assessment:overview")


def _show(
    request: MemberRequest, form: DistributeForm, distribution: Distribution | None, *, status: int = 200
) -> HttpResponse:
    context: dict[str, object] = {"form": form, "distribution": distribution}
    if distribution:
        context |= {"rows": _rows(distribution), "loads": _loads(distribution)}
    return render(request, "assessment/distribute.html", context, status=status)


def _rows(found: Distribution) -> list[PlanRow]:
    asked: dict[tuple[int, Side], list[Member]] = {(idea, side): [] for idea in found.ideas for side in Side}
    for one in found.plan.asked:
        asked[one.idea, one.side].append(found.members[one.member])
    short = found.plan.short
    return [
        PlanRow(
            idea=idea,
            need=asked[pk, Side.NEED],
            feasibility=asked[pk, Side.FEASIBILITY],
            short=sum(short.get((pk, side), 0) for side in Side),
        )
        for pk, idea in found.ideas.items()
    ]


def _loads(found: Distribution) -> list[LoadRow]:
    return [LoadRow(member, found.loads.get(pk, 0), found.new_loads.get(pk, 0)) for pk, member in found.members.items()]

"""What the coaches carry together, and choosing one for an idea."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sluss.web.one_button import press
from sluss.web.table_response import table_response
from tenants.coaching.forms import ChooseForm
from tenants.coaching.load import CoachLoad, coach_loads
from tenants.coaching.models import Skill
from tenants.coaching.rules import SEES_LOAD
from tenants.coaching.suggest import skills_in, suggested_coaches
from tenants.coaching.views.pages import refuse
from tenants.ideas.access import get_visible_idea
from tenants.ideas.edit import assign_coach
from tenants.ideas.rules import may_assign_coach
from tenants.people.access import MemberRequest, member_required, role_required

PAGE_SIZE = 50
ORDERS = {
    "": lambda load: load.member.sort_key,
    "rum": lambda load: load.room,
    "sena": lambda load: -load.late,
}


@require_safe
@role_required(*SEES_LOAD)
def load(request: MemberRequest) -> HttpResponse:
    loads = _loads(request)
    page = Paginator(loads, PAGE_SIZE).get_page(request.GET.get("page"))
    totals = {"ideas": sum(one.ideas for one in loads), "late": sum(one.late for one in loads)}
    return render(request, "coaching/load.html", {"page": page, "totals": totals})


@require_safe
@role_required(*SEES_LOAD)
def load_csv(request: MemberRequest) -> HttpResponse:
    header = [
        _("Coach"),
        _("Ideas now"),
        _("Has time for"),
        _("Late"),
        _("Next promised"),
        _("Away until"),
        _("Skills"),
    ]
    return table_response(request, name="coacher", header=header, rows=map(_row, _loads(request)))


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def choose(request: MemberRequest, pk: int) -> HttpResponse:
    """An ordered list with reasons. A person presses the button by one of them, the first or any other."""
    idea = get_visible_idea(request, pk)
    refuse(
        None if may_assign_coach(request.member, idea) else _("Only an idea coach or the innovation manager chooses.")
    )
    form = ChooseForm(request.POST or None)
    if form.is_valid():
        return press(
            request,
            lambda: assign_coach(idea, coach=form.cleaned_data["coach"], actor=request.member),
            done=_("The idea has a coach."),
            back=reverse("ideas:page", args=[pk]),
        )
    skills = list(Skill.objects.filter(active=True))
    asked = request.GET.getlist("kompetens")
    wanted = [skill for skill in skills if str(skill.pk) in asked] if asked else skills_in(idea, skills)
    context = {
        "idea": idea,
        "form": form,
        "skills": skills,
        "wanted": wanted,
        "suggestions": suggested_coaches(idea, wanted=wanted),
    }
    return render(request, "coaching/choose.html", context, status=422 if form.errors else 200)


def _loads(request: MemberRequest) -> list[CoachLoad]:
    return sorted(coach_loads(), key=ORDERS.get(request.GET.get("ordning", ""), ORDERS[""]))


def _row(load: CoachLoad) -> list[str | int]:
    days = (load.next_promise, load.member.away_until if load.is_away else None)
    skills = ", ".join(skill.name for skill in load.skills)
    numbers = (load.ideas, load.capacity, load.late)
    return [load.member.display_name, *numbers, *(day.isoformat() if day else "" for day in days), skills]

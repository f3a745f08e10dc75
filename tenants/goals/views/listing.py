"""The goals as a tree with what is done towards each, by department, by year, and as a file."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sluss import clock
from sluss.web.table_response import table_response
from tenants.goals.departments import Department, departments
from tenants.goals.forms import GoalFilter
from tenants.goals.models import FIRST_YEAR, LAST_YEAR, Goal, Status
from tenants.goals.rows import Row, each_row, page_of, places_of
from tenants.goals.rules import may_edit
from tenants.organisation.selectors import INDENT
from tenants.people.access import MemberRequest, member_required


@require_safe
@member_required
def goal_list(request: MemberRequest) -> HttpResponse:
    chosen = GoalFilter(request.GET)
    page, rows = page_of(chosen.narrow(Goal.objects.all()), member=request.member, number=request.GET.get("page"))
    context = {"filter": chosen, "page": page, "rows": rows, "may_edit": may_edit(request.member)}
    return render(request, "goals/list.html", context)


@require_safe
@member_required
def goal_csv(request: MemberRequest) -> HttpResponse:
    header = [
        _("Number in the plan"),
        _("Goal"),
        _("The goal in English"),
        _("Kind"),
        _("Decided in"),
        _("From the year"),
        _("To the year"),
        _("Part of"),
        _("Responsible unit"),
        _("Status"),
        _("Challenges"),
        _("Needs"),
        _("Ideas"),
        _("Decisions"),
        _("Benefits"),
        _("Measured benefits"),
    ]
    rows = each_row(places_of(GoalFilter(request.GET).narrow(Goal.objects.all())), member=request.member)
    return table_response(request, name="mal", header=header, rows=map(_cells, rows))


def _cells(row: Row) -> list[object]:
    goal, done = row.goal, row.done
    return [
        goal.code,
        goal.title_sv,
        goal.title_en,
        goal.get_kind_display(),
        goal.authority.name,
        goal.year_from,
        goal.year_to,
        goal.parent.code if goal.parent else "",
        goal.unit.name if goal.unit else "",
        goal.get_status_display(),
        done.challenges,
        done.needs,
        done.ideas,
        done.decisions,
        done.benefits,
        done.proven,
    ]


@require_safe
@member_required
def by_department(request: MemberRequest) -> HttpResponse:
    year = _year(request)
    context = {"year": year, "years": _near(year), "rows": departments(year=year, member=request.member)}
    return render(request, "goals/departments.html", context)


@require_safe
@member_required
def department_csv(request: MemberRequest) -> HttpResponse:
    header = [_("Unit"), _("Goals"), _("Challenges"), _("Needs"), _("Ideas"), _("Decisions"), _("Benefits")]
    rows = departments(year=_year(request), member=request.member)
    return table_response(request, name="mal-per-forvaltning", header=header, rows=map(_department, rows))


def _department(row: Department) -> list[object]:
    done, unit = row.done, row.unit.name if row.unit else _("No unit answers for it")
    return [
        f"{INDENT * row.depth}{unit}",
        row.goals,
        done.challenges,
        done.needs,
        done.ideas,
        done.decisions,
        done.benefits,
    ]


@require_safe
@member_required
def year_plan(request: MemberRequest) -> HttpResponse:
    """What is in force in one year, in the order of the plan."""
    year = _year(request)
    in_force = Goal.objects.filter(status=Status.ACTIVE, year_from__lte=year, year_to__gte=year)
    page, rows = page_of(in_force, member=request.member, number=request.GET.get("page"))
    file = f"{reverse('goals:csv')}?year={year}"
    context = {"year": year, "years": _near(year), "page": page, "rows": rows, "file": file}
    return render(request, "goals/year_plan.html", context)


def _year(request: MemberRequest) -> int:
    asked = request.GET.get("year", "")
    known = asked.isascii() and asked.isdecimal() and len(asked) == len(str(LAST_YEAR))
    return int(asked) if known and FIRST_YEAR <= int(asked) <= LAST_YEAR else clock.today().year


def _near(year: int) -> list[int]:
    return [one for one in range(year - 2, year + 3) if FIRST_YEAR <= one <= LAST_YEAR]

"""“På väg till mig”: what a receiving owner is to take over, and their yes or no."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sluss.web.table_response import table_response
from tenants.coaching.views.pages import asked, refuse
from tenants.ideas.access import get_visible_idea
from tenants.people.access import MemberRequest, member_required
from tenants.trials.coming import Coming, coming_to, ideas_coming_to
from tenants.trials.forms import ReceptionForm
from tenants.trials.models import Reception
from tenants.trials.receive import answer_reception, is_named

PAGE_SIZE = 25


@require_safe
@member_required
def coming(request: MemberRequest) -> HttpResponse:
    page = Paginator(ideas_coming_to(request.member), PAGE_SIZE).get_page(request.GET.get("page"))
    rows = coming_to(request.member, list(page.object_list))
    waiting = sum(row.answer == Reception.Answer.WAITING for row in rows)
    return render(request, "trials/coming.html", {"page": page, "rows": rows, "waiting": waiting})


@require_safe
@member_required
def coming_csv(request: MemberRequest) -> HttpResponse:
    header = [_("Registry number"), _("Idea"), _("Chamber"), _("Expected"), _("Cost"), _("Spent"), _("To do")]
    rows = coming_to(request.member, list(ideas_coming_to(request.member)))
    return table_response(request, name="kommande-till-mig", header=header, rows=map(_row, rows))


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def receive(request: MemberRequest, pk: int) -> HttpResponse:
    idea = get_visible_idea(request, pk)
    refuse(None if is_named(request.member, idea) else _("You are not named as receiving owner of this idea."))
    form = ReceptionForm(request.POST or None)
    return asked(
        request,
        form=form,
        save=lambda: answer_reception(idea, actor=request.member, **form.cleaned_data),
        done=_("Thank you. The coach sees your answer."),
        back=reverse("trials:coming"),
        title=_("Do you receive the result?"),
        text=idea.title,
        action=_("Send my answer"),
    )


def _row(row: Coming) -> list[object]:
    idea = row.idea
    facts = [idea.registry_number, idea.title, idea.stage.name if idea.stage else ""]
    return [
        *facts,
        row.when.isoformat() if row.when else "",
        row.cost if row.cost is not None else "",
        row.spent,
        row.to_do,
    ]

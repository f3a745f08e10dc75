"""A coach's own pages: the queue and the profile."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sluss.web.table_response import table_response
from tenants.coaching.forms import ProfileForm
from tenants.coaching.models import DEFAULT_CAPACITY, CoachProfile
from tenants.coaching.profile import save_profile
from tenants.coaching.queue import queue_of, waiting_steps
from tenants.coaching.views.pages import asked
from tenants.ideas.models import Idea
from tenants.people.access import MemberRequest, role_required
from tenants.people.models import Role

PAGE_SIZE = 25


@require_safe
@role_required(Role.COACH)
def queue(request: MemberRequest) -> HttpResponse:
    only_late = _only_late(request)
    page = Paginator(queue_of(request.member, only_late=only_late), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"page": page, "steps": waiting_steps(request.member), "only_late": only_late}
    return render(request, "coaching/queue.html", context)


@require_safe
@role_required(Role.COACH)
def queue_csv(request: MemberRequest) -> HttpResponse:
    header = [_("Registry number"), _("Idea"), _("Chamber"), _("Promised"), _("Last session"), _("Next step by")]
    return table_response(
        request, name="min-ko", header=header, rows=map(_row, queue_of(request.member, only_late=_only_late(request)))
    )


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.COACH)
def profile(request: MemberRequest) -> HttpResponse:
    own = CoachProfile.objects.filter(member=request.member).first()
    initial = {
        "skills": own.skills.all() if own else [],
        "capacity": own.capacity if own else DEFAULT_CAPACITY,
        "away_until": request.member.away_until,
    }
    form = ProfileForm(request.POST or None, initial=initial)
    return asked(
        request,
        form=form,
        save=lambda: save_profile(actor=request.member, **form.cleaned_data),
        done=_("Your profile is saved."),
        back=reverse("coaching:queue"),
        title=_("My profile as a coach"),
        text=_(
            "Whoever chooses a coach for an idea sees this, so that you get ideas that suit you and no more than you "
            "have time for."
        ),
        action=_("Save"),
    )


def _only_late(request: MemberRequest) -> bool:
    return request.GET.get("visa") == "sena"


def _row(idea: Idea) -> list[str]:
    days = (idea.promised_on, idea.last_session, idea.next_step)  # type: ignore[attr-defined]  # annotated
    chamber = idea.stage.name if idea.stage else ""
    return [idea.registry_number, idea.title, chamber, *(day.isoformat() if day else "" for day in days)]

"""Hours and costs on an idea: seen, noted by one click or one number, corrected, and taken home as a file."""

import uuid
from decimal import Decimal

from django.core.paginator import Paginator
from django.db.models import Prefetch, prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sluss import clock
from sluss.web.one_button import press
from sluss.web.table_response import table_response
from tenants.coaching.views.pages import asked, refuse
from tenants.ideas.access import get_visible_idea
from tenants.ideas.models import Idea, IdeaBearer
from tenants.people.access import MemberRequest, member_required, role_required
from tenants.trials import rules
from tenants.trials.forms import EffortForm, RatesForm
from tenants.trials.models import IN_HOURS, UNDER_WAY, Effort, EffortKind, Trial
from tenants.trials.note import Spent, correct_effort, note_effort
from tenants.trials.spend import rates, set_rates, standing, totals

PAGE_SIZE = 50
# One click each: what most entries are.
QUICK = (Decimal("0.5"), Decimal(1), Decimal(2), Decimal(4))


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def efforts(request: MemberRequest, pk: int) -> HttpResponse:
    idea = _idea(request, pk)
    first = {"day": clock.today(), "member": request.member, "trial": _trial_now(idea), "kind": EffortKind.WORK}
    form = EffortForm(request.POST or None, actor=request.member, idea_id=pk, initial=first)
    if form.is_valid():
        return press(
            request,
            lambda: note_effort(idea, spent=form.spent(), actor=request.member, key=_key_of(request)),
            done=_("Noted. Thank you."),
            back=reverse("trials:efforts", args=[pk]),
        )
    by_kind, total = totals(idea)
    page = Paginator(standing(idea), PAGE_SIZE).get_page(request.GET.get("page"))
    rows = [(effort, rules.why_not_correct_effort(request.member, effort) is None) for effort in page]
    context = {
        "idea": idea,
        "form": form,
        "key": _key_of(request) or uuid.uuid4(),
        "page": page,
        "quick_key": uuid.uuid4(),
        "rows": rows,
        "by_kind": by_kind,
        "total": total,
    }
    context |= {"quick": QUICK, "may_set_rates": rules.keeps_rates(request.member)}
    return render(request, "trials/efforts.html", context, status=422 if form.errors else 200)


@require_POST
@member_required
def quick(request: MemberRequest, pk: int) -> HttpResponse:
    """The button that was pressed says how long one has worked on the idea today."""
    idea = _idea(request, pk)
    hours = next((hours for hours in QUICK if str(hours) == request.POST.get("hours")), None)
    if hours is None:
        raise Http404
    trial = _trial_now(idea)
    kind = EffortKind.TRIAL if trial else EffortKind.WORK
    spent = Spent(kind=kind, day=clock.today(), member=request.member, hours=hours, trial=trial)
    return press(
        request,
        lambda: note_effort(idea, spent=spent, actor=request.member, key=_key_of(request)),
        done=_("Noted. Thank you."),
        back=reverse("trials:efforts", args=[pk]),
    )


def _key_of(request: MemberRequest) -> uuid.UUID | None:
    """What the form was opened with, by which it counts once however often it is sent."""
    try:
        return uuid.UUID(request.POST.get("key", ""))
    except ValueError:
        return None


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def correct(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    effort = Effort.objects.filter(key=key).select_related("idea").first()
    if effort is None:
        raise Http404
    effort.idea = _idea(request, effort.idea_id)
    refuse(rules.why_not_correct_effort(request.member, effort))
    form = EffortForm(
        request.POST or None, actor=effort.member, idea_id=effort.idea_id, initial=EffortForm.initial_of(effort)
    )
    return asked(
        request,
        form=form,
        save=lambda: correct_effort(effort, spent=form.spent(), actor=request.member),
        done=_("Corrected. What stood before is kept."),
        back=reverse("trials:efforts", args=[effort.idea_id]),
        title=_("Correct an entry"),
        text=_("Nothing is deleted: the new entry takes the old one's place. Write 0 to take it back altogether."),
        action=_("Save"),
    )


@require_safe
@member_required
def efforts_csv(request: MemberRequest, pk: int) -> HttpResponse:
    """Every row there is, those that were corrected too, so that the file can be followed back."""
    idea = _idea(request, pk)
    header = [_("Day"), _("Who"), _("What for"), _("Hours"), _("Kronor"), _("Trial"), _("Note"), _("Corrected")]
    found = Effort.objects.filter(idea=idea).select_related("member", "trial", "corrected_by")
    return table_response(request, name="tid-och-kostnad", header=header, rows=map(_row, found))


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*rules.RATE_KEEPERS)
def rates_page(request: MemberRequest) -> HttpResponse:
    form = RatesForm(request.POST or None, initial=rates())
    return asked(
        request,
        form=form,
        save=lambda: set_rates(kronor=form.cleaned_data, actor=request.member),
        done=_("The rates are saved. What has been noted keeps its sum."),
        back=reverse("trials:rates"),
        title=_("What an hour costs"),
        text=_("Kronor an hour with social fees. Used when somebody notes hours on an idea."),
        action=_("Save"),
    )


def _idea(request: MemberRequest, pk: int) -> Idea:
    idea = get_visible_idea(request, pk)
    prefetch_related_objects([idea], Prefetch("bearers", IdeaBearer.objects.select_related("member")))
    refuse(rules.why_not_note_effort(request.member, idea))
    return idea


def _trial_now(idea: Idea) -> Trial | None:
    return Trial.objects.filter(idea=idea, status__in=UNDER_WAY).first()


def _row(effort: Effort) -> list[object]:
    hours = effort.hours if effort.kind in IN_HOURS and effort.hours is not None else ""
    corrected = _("yes") if hasattr(effort, "corrected_by") else ""
    trial = effort.trial.name if effort.trial else ""
    facts = [effort.day.isoformat(), effort.member.display_name, effort.get_kind_display()]
    return [*facts, str(hours).replace(".", ","), effort.kronor, trial, effort.note, corrected]

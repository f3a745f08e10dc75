"""Panels, for those who run them; other members read what they are for."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sluss.tenancy.hosts import address_of
from sluss.web.table_response import table_response
from sluss.workflow.transitions import refusal
from tenants.influence.access import RUNNERS, runs
from tenants.influence.forms import PanelForm, initial_of_panel
from tenants.influence.models import Panelist, ResidentPanel
from tenants.influence.panels import change_panel, current_consent, number_in, shown_number, start_panel, take_step
from tenants.influence.transitions import CLOSE, PANEL_STEPS
from tenants.influence.views.saving import confirm_or_ask, save_or_show
from tenants.people.access import MemberRequest, member_required, role_required

PER_PAGE = 25
page_with_form = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@member_required
def panel_list(request: MemberRequest) -> HttpResponse:
    page = Paginator(_counted(), PER_PAGE).get_page(request.GET.get("page"))
    rows = [(panel, shown_number(panel.people)) for panel in page]
    return render(request, "influence/panels.html", {"page": page, "rows": rows, "runs": runs(request.member)})


@require_safe
@member_required
def panel_csv(request: MemberRequest) -> HttpResponse:
    """The panels. Who is in them is in no file: those who leave are promised that nothing of theirs is left."""
    header = [_("Panel"), _("Status"), _("What is it for?"), _("People in it"), _("Owner")]
    rows = (
        [panel.name, panel.get_status_display(), panel.purpose, shown_number(panel.people), panel.owner.display_name]
        for panel in _counted().select_related("owner")
    )
    return table_response(request, name="paneler", header=header, rows=rows)


def _counted() -> Any:
    people = Count("panelists", filter=Q(panelists__confirmed_at__isnull=False))
    return ResidentPanel.objects.annotate(people=people).order_by("-status", "name", "pk")


@require_safe
@member_required
def panel_page(request: MemberRequest, pk: int) -> HttpResponse:
    """Who is in it stands there for those who run panels alone."""
    panel = get_object_or_404(ResidentPanel.objects.select_related("owner"), pk=pk)
    runs_it, number = runs(request.member), number_in(panel)
    people = Panelist.objects.filter(panel=panel, confirmed_at__isnull=False).select_related("consent")
    context = {
        "panel": panel,
        "runs": runs_it,
        "number": number if runs_it else shown_number(number),
        "page": Paginator(people if runs_it else people.none(), PER_PAGE).get_page(request.GET.get("page")),
        "consent": current_consent(panel),
        "steps": [s for s in PANEL_STEPS.values() if not refusal(s, subject=panel, actor=request.member)],
        "address": address_of(request.municipality, reverse("influence:join", args=[panel.key])),
    }
    return render(request, "influence/panel.html", context)


@page_with_form
@role_required(*RUNNERS)
def new_page(request: MemberRequest) -> HttpResponse:
    form = PanelForm(request.POST or None, initial=initial_of_panel(None))
    return save_or_show(
        request,
        form=form,
        save=lambda: _page(start_panel(form.text(), actor=request.member)),
        done=_("The panel is open. Spread its address, so that people find it."),
        context={"title": _("Start a panel"), "back": reverse("influence:panels"), "action": _("Start the panel")},
    )


@page_with_form
@role_required(*RUNNERS)
def edit_page(request: MemberRequest, pk: int) -> HttpResponse:
    panel = get_object_or_404(ResidentPanel, pk=pk)
    form = PanelForm(request.POST or None, initial=initial_of_panel(panel))

    def save() -> str:
        change_panel(panel, text=form.text(), actor=request.member)
        return _page(panel)

    return save_or_show(
        request,
        form=form,
        save=save,
        done=_("The panel is saved."),
        context={"title": _("Change the panel"), "back": _page(panel), "action": _("Save")},
    )


@page_with_form
@role_required(*RUNNERS)
def step_page(request: MemberRequest, pk: int, step: str) -> HttpResponse:
    panel = get_object_or_404(ResidentPanel, pk=pk)
    if step not in PANEL_STEPS:
        raise Http404
    closes = step == CLOSE.name
    said = (
        _("Nobody can join any more. After %(months)s months names and addresses are removed.")
        % {"months": panel.keep_months}
        if closes
        else _("People can join again.")
    )
    return confirm_or_ask(
        request,
        act=lambda: take_step(panel, step=step, actor=request.member),
        done=_("The panel is closed.") if closes else _("The panel is open."),
        to=_page(panel),
        context={"title": f"{PANEL_STEPS[step].label}: {panel}", "text": said, "action": PANEL_STEPS[step].label},
    )


def _page(panel: ResidentPanel) -> str:
    return reverse("influence:panel", args=[panel.pk])

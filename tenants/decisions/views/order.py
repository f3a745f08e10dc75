"""The order of decisions: who decides, the delegation order, the boards and the reminders."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sluss.web.table_response import table_response
from sluss.workflow.transitions import NotAllowed, NotPossible
from tenants.decisions import order, rules
from tenants.decisions.deciders import who_decides
from tenants.decisions.escalate import current_settings
from tenants.decisions.models import DelegationReference, IdeaBoard
from tenants.decisions.order_forms import BoardForm, DeciderForm, DelegationForm, RemindersForm
from tenants.people.access import MemberRequest, role_required
from tenants.people.models import Role
from tenants.pipeline.models import Gate

editable = require_http_methods(["GET", "HEAD", "POST"])
kept_by = role_required(Role.ADMINISTRATOR, Role.REGISTRAR, Role.INNOVATION_MANAGER)


@require_safe
@kept_by
def order_page(request: MemberRequest) -> HttpResponse:
    context = {
        "gates": [(gate, who_decides(gate)) for gate in _gates()],
        "boards": IdeaBoard.objects.prefetch_related("members"),
        "delegations": DelegationReference.objects.all(),
        "reminders": current_settings(),
        "keeps_delegations": rules.why_not_keep_delegations(request.member) is None,
        "keeps_boards": rules.why_not_keep_boards(request.member) is None,
    }
    return render(request, "decisions/order.html", context)


def _gates() -> QuerySet[Gate]:
    gates = Gate.objects.filter(source__model__in_use=True).select_related("source", "target", "decider__member")
    return gates.order_by("source__position")


@require_safe
@kept_by
def decider_csv(request: MemberRequest) -> HttpResponse:
    rows = ((str(gate), capfirst(who_decides(gate))) for gate in _gates())
    return table_response(request, name="beslutsordning", header=[_("Gate"), _("Decided by")], rows=rows)


@require_safe
@kept_by
def delegation_csv(request: MemberRequest) -> HttpResponse:
    header = [_("Point"), _("What it covers"), _("Valid from"), _("Valid to")]
    rows = DelegationReference.objects.values_list("code", "text", "valid_from", "valid_to")
    return table_response(request, name="delegationsordning", header=header, rows=rows)


@editable
@kept_by
def decider_page(request: MemberRequest, pk: int) -> HttpResponse:
    gate = get_object_or_404(Gate.objects.select_related("source", "target", "decider__member"), pk=pk)
    _require(rules.why_not_keep_boards(request.member))
    form = DeciderForm(request.POST or None, decider=getattr(gate, "decider", None))
    title = _("Who decides at the gate out of %(chamber)s?") % {"chamber": gate.source.name}
    return _edit(request, form, title, lambda: order.set_decider(gate, **form.cleaned_data, actor=request.member))


@editable
@kept_by
def board_edit(request: MemberRequest, pk: int | None = None) -> HttpResponse:
    board = get_object_or_404(IdeaBoard, pk=pk) if pk else IdeaBoard()
    title = board.name or _("New idea board")
    _require(rules.why_not_keep_boards(request.member))
    form = BoardForm(request.POST or None, instance=board)

    def save() -> object:
        typed = form.cleaned_data
        return order.keep_board(
            board, name=typed["name"], members=list(typed["members"]), active=typed["active"], actor=request.member
        )

    return _edit(request, form, title, save)


@editable
@kept_by
def delegation_edit(request: MemberRequest, pk: int | None = None) -> HttpResponse:
    row = get_object_or_404(DelegationReference, pk=pk) if pk else DelegationReference()
    _require(rules.why_not_keep_delegations(request.member))
    form = DelegationForm(request.POST or None, instance=row)
    title = str(row) if pk else _("New point of the delegation order")
    return _edit(request, form, title, lambda: order.keep_delegation(row, actor=request.member))


@editable
@kept_by
def reminders_page(request: MemberRequest) -> HttpResponse:
    _require(rules.why_not_keep_boards(request.member))
    form = RemindersForm(request.POST or None, instance=current_settings())
    title = _("Reminders when a promised day has passed")
    return _edit(request, form, title, lambda: order.keep_reminders(form.instance, actor=request.member))


def _require(reason: str | Promise | None) -> None:
    if reason:
        raise PermissionDenied(str(reason))


def _edit(request: MemberRequest, form: forms.BaseForm, title: str, save: Callable[[], object]) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            save()
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal.reason)) from refusal
        except NotPossible as refusal:
            form.add_error(None, [str(reason) for reason in refusal.reasons])
        else:
            messages.success(request, _("Saved."))
            return redirect("decisions:order")
    return render(
        request, "decisions/order_edit.html", {"form": form, "title": title}, status=422 if form.errors else 200
    )

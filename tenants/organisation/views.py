"""The organisation's screens: the start page, and a list and a form for each of its parts."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_http_methods, require_safe

from sluss.web.table_response import table_response
from tenants.organisation import selectors
from tenants.organisation.access import administrator_required
from tenants.organisation.forms import AuthorityForm, RetentionRuleForm, UnitForm
from tenants.organisation.models import Authority, RetentionRule, Unit
from tenants.organisation.save import save_part

editable = require_http_methods(["GET", "HEAD", "POST"])
# What the way back from a form is called.
LISTS = {
    "organisation:authorities": gettext_lazy("Authorities and registry series"),
    "organisation:units": gettext_lazy("Units"),
    "organisation:rules": gettext_lazy("Retention rules"),
}


@require_safe
@administrator_required
def start(request: HttpRequest) -> HttpResponse:
    return render(request, "organisation/start.html")


@require_safe
@administrator_required
def authority_list(request: HttpRequest) -> HttpResponse:
    return render(request, "organisation/authority_list.html", {"authorities": selectors.authorities()})


@require_safe
@administrator_required
def authority_csv(request: HttpRequest) -> HttpResponse:
    header = [_("Name"), _("Abbreviation"), _("Contact"), _("Data protection"), pgettext("part", "State")]
    rows = (
        [one.name, one.abbreviation, one.contact, one.data_protection_contact, _state(one)]
        for one in selectors.authorities()
    )
    return table_response(request, name="namnder", header=header, rows=rows)


@require_safe
@administrator_required
def unit_list(request: HttpRequest) -> HttpResponse:
    return render(request, "organisation/unit_list.html", {"rows": selectors.unit_tree()})


@require_safe
@administrator_required
def unit_csv(request: HttpRequest) -> HttpResponse:
    header = [_("Name"), pgettext("part", "Authority"), _("Employees"), pgettext("part", "State")]
    rows = ([row.label, row.unit.authority.name, row.unit.employees, _state(row.unit)] for row in selectors.unit_tree())
    return table_response(request, name="enheter", header=header, rows=rows)


@require_safe
@administrator_required
def rule_list(request: HttpRequest) -> HttpResponse:
    return render(request, "organisation/rule_list.html", {"rules": selectors.retention_rules()})


@require_safe
@administrator_required
def rule_csv(request: HttpRequest) -> HttpResponse:
    header = [_("Name"), _("Kept for ever"), _("Years"), _("Decision"), pgettext("part", "State")]
    rows = (
        [one.name, _("yes") if one.keep_for_ever else _("no"), one.years, one.basis, _state(one)]
        for one in selectors.retention_rules()
    )
    return table_response(request, name="gallringsregler", header=header, rows=rows)


def _state(part: Authority | Unit | RetentionRule) -> str:
    """In the words of the lists."""
    if getattr(part, "is_default", False):
        return pgettext("part", "default")
    return pgettext("part", "active") if part.active else pgettext("part", "closed")


@editable
@administrator_required
def authority(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    part = get_object_or_404(Authority, pk=pk) if pk else None
    heading = part.name if part else gettext_lazy("New authority")
    return _edit(request, AuthorityForm(request.POST or None, instance=part), heading, "organisation:authorities")


@editable
@administrator_required
def unit(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    part = get_object_or_404(Unit.objects.select_related("parent"), pk=pk) if pk else None
    heading = part.name if part else gettext_lazy("New unit")
    return _edit(request, UnitForm(request.POST or None, instance=part), heading, "organisation:units")


@editable
@administrator_required
def rule(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    part = get_object_or_404(RetentionRule, pk=pk) if pk else None
    heading = part.name if part else gettext_lazy("New retention rule")
    return _edit(request, RetentionRuleForm(request.POST or None, instance=part), heading, "organisation:rules")


def _edit(request: HttpRequest, form: "forms.ModelForm[Any]", heading: str | Promise, back: str) -> HttpResponse:
    # Read before validation, which writes what was typed into the instance.
    heading = str(heading)
    if form.is_valid():
        actor_id: int = request.member.pk  # type: ignore[attr-defined]  # the guard has seen the member
        save_part(part=form.instance, values=form.cleaned_data, actor_id=actor_id)
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(reverse(back))
    context = {"form": form, "heading": heading, "back": reverse(back), "back_label": LISTS[back]}
    return render(request, "organisation/edit.html", context, status=422 if form.errors else 200)

"""The administrator's pages for integrations and their keys."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Max, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from sluss import clock
from sluss.tenancy.hosts import address_of
from sluss.web.table_response import table_response
from tenants.api.forms import ChangeForm, IntegrationForm, KeyForm, initial_of
from tenants.api.keep_keys import add_integration, change_integration, make_key, revoke_key
from tenants.api.models import ApiKey, Integration
from tenants.api.rules import KEEPERS
from tenants.people.access import MemberRequest, role_required

PER_PAGE = 25
page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@role_required(*KEEPERS)
def integration_list(request: MemberRequest) -> HttpResponse:
    found = Paginator(_with_figures(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "api/integrations.html", {"page_obj": found})


@require_safe
@role_required(*KEEPERS)
def integration_csv(request: MemberRequest) -> HttpResponse:
    header = [_("Name"), _("What it is for"), _("Roles"), _("Valid keys"), _("Last used"), pgettext("key", "State")]
    return table_response(request, name="integrationer", header=header, rows=map(_row, _with_figures()))


def _row(integration: Any) -> list[object]:
    member = integration.member
    return [
        member.name,
        integration.purpose,
        ", ".join(member.role_labels),
        integration.open_keys,
        localtime(integration.last_used_at).date() if integration.last_used_at else "",
        pgettext("key", "in use") if member.active else pgettext("key", "closed"),
    ]


@page
@role_required(*KEEPERS)
def integration_new(request: MemberRequest) -> HttpResponse:
    form = IntegrationForm(request.POST or None)
    if form.is_valid():
        integration = add_integration(**form.cleaned_data, actor=request.member)
        messages.success(request, _("The integration is there. Make its first key."))
        return redirect("api:integration", integration.pk)
    return _form(request, form, title=_("New integration"), back=reverse("api:integrations"), send=_("Save"))


@require_safe
@role_required(*KEEPERS)
def integration_page(request: MemberRequest, pk: int) -> HttpResponse:
    integration = _integration(pk)
    keys = ApiKey.objects.filter(integration=integration).select_related("created_by", "revoked_by")
    found = Paginator(keys, PER_PAGE).get_page(request.GET.get("page"))
    crumbs = [(_("API keys"), reverse("api:integrations")), (str(integration), "")]
    context = {"integration": integration, "member": integration.member, "page_obj": found, "crumbs": crumbs}
    return render(request, "api/integration.html", context)


@page
@role_required(*KEEPERS)
def integration_change(request: MemberRequest, pk: int) -> HttpResponse:
    integration = _integration(pk)
    form = ChangeForm(request.POST or None, initial=initial_of(integration))
    if form.is_valid():
        change_integration(integration, **form.cleaned_data, actor=request.member)
        messages.success(request, _("The integration is changed."))
        return redirect("api:integration", pk)
    title = _("Change %(name)s") % {"name": integration}
    return _form(request, form, title=title, back=reverse("api:integration", args=[pk]), send=_("Save"))


@never_cache
@page
@role_required(*KEEPERS)
def key_new(request: MemberRequest, pk: int) -> HttpResponse:
    """The secret stands on the answer to the form and nowhere else: neither in the session nor in an address."""
    integration = _integration(pk)
    form = KeyForm(request.POST or None)
    if form.is_valid():
        key, secret = make_key(integration, **form.cleaned_data, actor=request.member)
        context = {"key": key, "integration": integration, "secret": secret}
        return render(request, "api/secret.html", context | {"address": address_of(request.municipality, "")})
    title = _("New key for %(name)s") % {"name": integration}
    return _form(request, form, title=title, back=reverse("api:integration", args=[pk]), send=_("Make the key"))


@page
@role_required(*KEEPERS)
def key_revoke(request: MemberRequest, pk: int) -> HttpResponse:
    """First the question, then the deed."""
    key = get_object_or_404(ApiKey.objects.select_related("integration__member"), pk=pk)
    back = reverse("api:integration", args=[key.integration_id])
    if request.method == "POST":
        revoke_key(key, actor=request.member)
        messages.success(request, _("The key is revoked. It opens nothing any more."))
        return redirect(back)
    context = {
        "title": _("Revoke “%(name)s”?") % {"name": key},
        "text": _("Whatever uses the key stops working at once. It cannot be undone; a new key can be made."),
        "action": _("Revoke the key"),
        "cancel_url": back,
        "danger": True,
    }
    return render(request, "web/confirm.html", context)


def _with_figures() -> QuerySet[Integration]:
    is_open = Q(keys__revoked_at=None, keys__expires_on__gte=clock.today())
    figures = {"open_keys": Count("keys", filter=is_open), "last_used_at": Max("keys__last_used_at")}
    found = Integration.objects.select_related("member").annotate(**figures)
    return found.order_by("member__sort_key", "pk")


def _integration(pk: int) -> Integration:
    found: Integration = get_object_or_404(Integration.objects.select_related("member", "created_by"), pk=pk)
    return found


def _form(request: MemberRequest, form: Any, *, title: str, back: str, send: str) -> HttpResponse:
    context = {"form": form, "title": title, "back": back, "send": send}
    return render(request, "api/form.html", context, status=422 if form.errors else 200)

"""Bundles: ideas side by side under a heading."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sluss.workflow.transitions import NotPossible
from tenants.ideas.access import get_visible_idea, visible_to
from tenants.ideas.models import Idea
from tenants.ideas.rows import rows_of
from tenants.people.access import MemberRequest, member_required
from tenants.relations.bundle import add_to_bundle, create_bundle, dissolve, take_out
from tenants.relations.forms import BundleForm
from tenants.relations.models import Bundle, BundledIdea
from tenants.relations.rules import may_join
from tenants.relations.views.two import two_visible


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def bundle_with(request: MemberRequest, pk: int, other: int) -> HttpResponse:
    """A new bundle, or one more for the bundle that either of them is in."""
    idea, second = two_visible(request, pk, other)
    if not may_join(request.member):
        raise PermissionDenied
    known = BundledIdea.objects.filter(idea__in=[idea, second], left_at=None).select_related("bundle").first()
    form = BundleForm(request.POST or None)
    if known:
        del form.fields["heading"]
    if request.method == "POST" and form.is_valid():
        try:
            bundle = _bundled(request, form, idea, second, known)
        except NotPossible as error:
            form.add_error(None, " ".join(map(str, error.reasons)))
        else:
            messages.success(request, _("They stand side by side now. Those who left them have been told."))
            return redirect("relations:bundle", bundle.key)
    context = {"idea": idea, "other": second, "bundle": known.bundle if known else None, "form": form}
    return render(request, "relations/bundle_with.html", context, status=422 if form.errors else 200)


@require_safe
@member_required
def bundle_page(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    bundle = _visible(request, key)
    inside = visible_to(request.member).filter(places__bundle=bundle, places__left_at=None)
    rows = rows_of(inside.order_by("received_at", "id"))
    context = {"bundle": bundle, "rows": rows, "may_join": may_join(request.member)}
    return render(request, "relations/bundle.html", context)


@require_POST
@member_required
def take_out_of_bundle(request: MemberRequest, key: uuid.UUID, pk: int) -> HttpResponse:
    idea = get_visible_idea(request, pk)
    return _change(request, key, lambda bundle: take_out(bundle, idea, actor=request.member))


@require_POST
@member_required
def dissolve_bundle(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    return _change(request, key, lambda bundle: dissolve(bundle, actor=request.member))


def _change(request: MemberRequest, key: uuid.UUID, act: Callable[[Bundle], None]) -> HttpResponse:
    bundle = _visible(request, key)
    if not may_join(request.member):
        raise PermissionDenied
    try:
        act(bundle)
    except NotPossible as error:
        messages.error(request, " ".join(map(str, error.reasons)))
    bundle.refresh_from_db(fields=["dissolved_at"])
    if bundle.dissolved_at:
        messages.success(request, _("The bundle is dissolved. The ideas are as they were."))
        return redirect("relations:similar", bundle.lead_id)
    return redirect("relations:bundle", key)


def _bundled(request: MemberRequest, form: BundleForm, idea: Idea, second: Idea, known: BundledIdea | None) -> Bundle:
    message = form.cleaned_data["message"]
    if known is None:
        heading = form.cleaned_data["heading"]
        return create_bundle(second, idea, heading=heading, message=message, actor=request.member)
    newcomer = idea if known.idea_id == second.pk else second
    add_to_bundle(known.bundle, newcomer, message=message, actor=request.member)
    return known.bundle


def _visible(request: MemberRequest, key: uuid.UUID) -> Bundle:
    """A bundle is seen by those who may see its lead."""
    bundle = Bundle.objects.filter(key=key, lead__in=visible_to(request.member)).select_related("lead").first()
    if bundle is None:
        raise Http404
    return bundle

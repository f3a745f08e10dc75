"""Linking from both sides: search and choose on a goal, or choose goals for one challenge, need or benefit."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sluss.text.plain import plain_line
from sluss.workflow.transitions import NotPossible
from tenants.goals.forms import LinkForm
from tenants.goals.kinds import KINDS, Kind
from tenants.goals.link import link, unlink
from tenants.goals.models import Goal
from tenants.goals.rules import may_link
from tenants.people.access import MemberRequest, member_required

OFFERED = 20


def _kind(slug: str) -> Kind:
    if slug not in KINDS:
        raise Http404
    return KINDS[slug]


def _other(request: MemberRequest, kind: Kind, pk: object) -> Any:
    return get_object_or_404(kind.visible(request.member), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def link_page(request: MemberRequest, pk: int, kind: str) -> HttpResponse:
    """From the goal's side: search, and choose one of those found."""
    goal, chosen = get_object_or_404(Goal, pk=pk), _kind(kind)
    if not may_link(request.member):
        raise PermissionDenied
    if request.method == "POST":
        asked = request.POST.get("other", "")
        other = _other(request, chosen, asked if asked.isascii() and asked.isdecimal() and len(asked) < 19 else None)
        try:
            link(goal, kind=chosen, other=other, actor=request.member)
        except NotPossible as error:
            messages.error(request, " ".join(map(str, error.reasons)))
        else:
            messages.success(request, _("Linked."))
        return redirect("goals:page", pk)
    words = plain_line(request.GET.get("q", ""))[:200]
    found = chosen.visible(request.member).exclude(goal_links__goal=goal)
    for word in words.split()[:8]:
        found = found.filter(**{f"{chosen.text}__icontains": word})
    offered = [(one.pk, getattr(one, chosen.text), chosen.about(one)) for one in found.order_by("-pk")[:OFFERED]]
    context = {"goal": goal, "kind": chosen, "words": words, "offered": offered, "most": OFFERED}
    return render(request, "goals/link.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def unlink_page(request: MemberRequest, pk: int, kind: str, other: int) -> HttpResponse:
    goal, chosen = get_object_or_404(Goal, pk=pk), _kind(kind)
    found = _other(request, chosen, other)
    if not may_link(request.member):
        raise PermissionDenied
    if request.method == "POST":
        unlink(goal, kind=chosen, other=found, actor=request.member)
        messages.success(request, _("The link is taken away."))
        return redirect("goals:page", pk)
    context = {
        "title": _("Take away the link?"),
        "text": _("“%(other)s” no longer counts towards %(goal)s. Nothing else changes.")
        % {"other": getattr(found, chosen.text), "goal": goal},
        "action": _("Take away"),
        "cancel_url": reverse("goals:page", args=[pk]),
    }
    return render(request, "web/confirm.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def goals_of(request: MemberRequest, kind: str, other: int) -> HttpResponse:
    """From the other side: the goals that one challenge, need or benefit works towards, and one more to choose."""
    chosen = _kind(kind)
    found = _other(request, chosen, other)
    goals = list(
        Goal.objects.filter(pk__in=chosen.link.objects.filter(**{chosen.field: found}).values("goal"))
        .select_related("authority")
        .order_by("code", "pk")
    )
    form = LinkForm(request.POST or None, taken={goal.pk for goal in goals})
    if request.method == "POST":
        if not may_link(request.member):
            raise PermissionDenied
        if form.is_valid():
            return _linked(request, form, chosen, found)
    context = {
        "kind": chosen,
        "slug": kind,
        "other": found,
        "name": getattr(found, chosen.text),
        "address": chosen.page(found),
        "goals": goals,
        "form": form if may_link(request.member) else None,
    }
    return render(request, "goals/of.html", context, status=422 if form.errors else 200)


def _linked(request: MemberRequest, form: LinkForm, kind: Kind, other: Any) -> HttpResponse:
    try:
        link(form.cleaned_data["goal"], kind=kind, other=other, actor=request.member)
    except NotPossible as error:
        messages.error(request, " ".join(map(str, error.reasons)))
    else:
        messages.success(request, _("Linked."))
    return redirect("goals:of", kind.slug, other.pk)

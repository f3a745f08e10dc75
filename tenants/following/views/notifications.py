"""What a member was told, what they follow, and how they want to be told."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sluss.workflow.models import Event
from tenants.following.forms import NotificationSettingsForm
from tenants.following.letters import lines_of
from tenants.following.models import Follow, NotificationSettings
from tenants.following.read import mark_read, told_to
from tenants.ideas.access import visible_to
from tenants.people.access import MemberRequest, member_required

PER_PAGE = 25


@require_safe
@member_required
def notification_list(request: MemberRequest) -> HttpResponse:
    only_unread = "olasta" in request.GET
    page = Paginator(told_to(request.member, unread=only_unread), PER_PAGE).get_page(request.GET.get("page"))
    rows = list(page)
    lines = lines_of(rows, events=Event.objects.in_bulk([row.event_id for row in rows]))
    context = {"page": page, "rows": list(zip(rows, lines, strict=True)), "only_unread": only_unread}
    return render(request, "following/list.html", context)


@require_POST
@member_required
def read_all(request: MemberRequest) -> HttpResponse:
    mark_read(request.member)
    messages.success(request, _("Everything is marked as read."))
    return redirect("following:list")


@require_safe
@member_required
def open_notification(request: MemberRequest, pk: int) -> HttpResponse:
    """To the idea; having been there is having read it."""
    row = told_to(request.member).filter(pk=pk).first()
    if row is None:
        raise Http404
    mark_read(request.member, only=row.pk)
    return redirect("ideas:page", pk=row.idea_id)


@require_safe
@member_required
def followed(request: MemberRequest) -> HttpResponse:
    mine = Follow.objects.filter(member=request.member, idea__in=visible_to(request.member))
    found = mine.select_related("idea__stage").order_by("-since", "-pk")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "following/followed.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def settings_page(request: MemberRequest) -> HttpResponse:
    chosen = NotificationSettings.objects.filter(member=request.member).first()
    form = NotificationSettingsForm(
        request.POST or None, instance=chosen or NotificationSettings(member=request.member)
    )
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("following:settings")
    return render(request, "following/settings.html", {"form": form}, status=422 if form.errors else 200)

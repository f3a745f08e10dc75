"""The views that are kept: saved from the page's address, renamed, shared, removed, and begun with."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sluss.workflow.transitions import NotPossible
from tenants.followup.forms import ViewForm
from tenants.followup.models import SavedView
from tenants.followup.rules import SEES_ALL, may_change_view
from tenants.followup.saved import change_view, query_of, remove_view, save_view, start_of, start_with, views_for
from tenants.people.access import MemberRequest, role_required

PAGE_SIZE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*SEES_ALL)
def view_list(request: MemberRequest) -> HttpResponse:
    """All that the member may use. Posting saves what the address asked for under a name."""
    if request.method == "POST":
        return _save(request)
    return _list(request, ViewForm(), query_of(request.GET))


def _save(request: MemberRequest) -> HttpResponse:
    query = query_of(QueryDict(request.POST.get("query", "")))
    form = ViewForm(request.POST)
    if form.is_valid():
        try:
            save_view(**form.cleaned_data, query=query, owner=request.member)
        except NotPossible as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, _("The view is saved."))
            return redirect(f"{reverse('followup:page')}?{query or 'all=1'}")
    return _list(request, form, query, status=422)


def _list(request: MemberRequest, form: ViewForm, query: str, *, status: int = 200) -> HttpResponse:
    start = start_of(request.member)
    page = Paginator(views_for(request.member), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "query": query,
        "page": page,
        "rows": [(view, may_change_view(request.member, view), view == start) for view in page],
    }
    return render(request, "followup/views.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*SEES_ALL)
def change_page(request: MemberRequest, pk: int) -> HttpResponse:
    view = _own(request, pk)
    form = ViewForm(request.POST or None, initial={"name": view.name, "shared": view.shared})
    if request.method == "POST" and form.is_valid():
        try:
            change_view(view, **form.cleaned_data, actor=request.member)
        except NotPossible as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, _("The view is changed."))
            return redirect("followup:views")
    context = {"form": form, "view": view}
    return render(request, "followup/view.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*SEES_ALL)
def remove_page(request: MemberRequest, pk: int) -> HttpResponse:
    view = _own(request, pk)
    if request.method == "POST":
        remove_view(view, actor=request.member)
        messages.success(request, _("The view is removed."))
        return redirect("followup:views")
    context: dict[str, Any] = {
        "title": _("Remove the view “%(name)s”?") % {"name": view.name},
        "text": _("The figures stay as they are. Those who begin with this view begin with everything instead."),
        "action": _("Remove the view"),
        "cancel_url": reverse("followup:views"),
        "danger": True,
    }
    return render(request, "web/confirm.html", context)


@require_POST
@role_required(*SEES_ALL)
def start_page(request: MemberRequest, pk: int) -> HttpResponse:
    start_with(get_object_or_404(views_for(request.member), pk=pk), member=request.member)
    return redirect("followup:views")


def _own(request: MemberRequest, pk: int) -> SavedView:
    """One that the member may change; somebody else's private one does not exist for them."""
    view = get_object_or_404(views_for(request.member), pk=pk)
    if not may_change_view(request.member, view):
        raise PermissionDenied
    return view

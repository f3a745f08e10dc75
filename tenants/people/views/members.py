"""Members: list, file, change, close and open again."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from sluss.web.table_response import table_response
from sluss.workflow.transitions import NotPossible
from tenants.people import rules
from tenants.people.access import MemberRequest, role_required
from tenants.people.change_member import change_member, deactivate_member, reactivate_member
from tenants.people.forms import FilterForm, MemberForm
from tenants.people.models import Member
from tenants.people.selectors import listed_members

PER_PAGE = 25


@require_safe
@role_required(*rules.INVITERS)
def member_list(request: MemberRequest) -> HttpResponse:
    form = FilterForm(request.GET)
    found = listed_members(viewer=request.member, by=form.chosen())
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    rows = [(member, rules.may_see_identity(request.member, member)) for member in page]
    context = {"form": form, "page_obj": page, "rows": rows, "may_manage": rules.may_manage(request.member)}
    return render(request, "people/member_list.html", context)


@require_safe
@role_required(*rules.INVITERS)
def member_file(request: MemberRequest) -> HttpResponse:
    """The list as CSV. Protected identities stay in the system: a file goes where nobody watches it."""
    found = listed_members(viewer=request.member, by=FilterForm(request.GET).chosen())
    rows = [
        (
            member.display_name,
            "" if member.show_role_only else member.email,
            member.title,
            member.unit.name if member.unit else "",
            ", ".join(member.role_labels),
            _("yes") if member.active else _("no"),
        )
        for member in found
    ]
    header = (_("Name"), _("E-mail"), pgettext("person", "Title"), _("Unit"), _("Roles"), _("Active"))
    return table_response(request, name=_("people"), header=header, rows=rows)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*rules.MANAGERS)
def member_page(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    member = get_object_or_404(Member.objects.select_related("unit"), key=key)
    fields = ("name", "title", "unit", "roles", "show_role_only")
    initial = {field: getattr(member, field) for field in fields}
    form = MemberForm(request.POST or None, actor=request.member, unit_now=member.unit, initial=initial)
    if form.is_valid():
        try:
            change_member(actor=request.member, member=member, **form.cleaned_data)
        except NotPossible as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved."))
            return HttpResponseRedirect(reverse("people:list"))
    return render(request, "people/member.html", {"form": form, "shown": member}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*rules.MANAGERS)
def member_deactivate(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    member = get_object_or_404(Member, key=key)
    if request.method == "POST":
        try:
            deactivate_member(actor=request.member, member=member)
            messages.success(request, _("The membership is closed."))
        except NotPossible as error:
            messages.error(request, str(error))
        return HttpResponseRedirect(reverse("people:list"))
    context = {
        "title": _("Close the membership of %(name)s?") % {"name": member.name},
        "text": _("The person loses all rights here at once. Ideas and decisions stay. You can open it again."),
        "action": _("Close the membership"),
        "cancel_url": reverse("people:member", args=[key]),
        "danger": True,
    }
    return render(request, "web/confirm.html", context)


@require_http_methods(["POST"])
@role_required(*rules.MANAGERS)
def member_reactivate(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    member = reactivate_member(actor=request.member, member=get_object_or_404(Member, key=key))
    messages.success(request, _("The membership is open again."))
    return HttpResponseRedirect(reverse("people:member", args=[member.key]))

"""Invitations as those see them who send them."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from sluss.tenancy.hosts import address_of
from sluss.web.table_response import table_response
from sluss.workflow.transitions import NotAllowed, NotPossible
from tenants.mail.outbox import has_server
from tenants.people import invite as use_case
from tenants.people import rules
from tenants.people.access import MemberRequest, role_required
from tenants.people.forms import InvitationForm
from tenants.people.models import Invitation, Member
from tenants.people.selectors import listed_invitations

PER_PAGE = 25


@require_safe
@role_required(*rules.INVITERS)
def invitation_list(request: MemberRequest) -> HttpResponse:
    page = Paginator(listed_invitations(), PER_PAGE).get_page(request.GET.get("page"))
    rows = [
        (
            invitation,
            rules.may_give(request.member, invitation.roles),
            invitation.member is None or rules.may_see_identity(request.member, invitation.member),
        )
        for invitation in page
    ]
    context = {"page_obj": page, "rows": rows, "has_server": has_server()}
    return render(request, "people/invitation_list.html", context)


@require_safe
@role_required(*rules.INVITERS)
def invitation_csv(request: MemberRequest) -> HttpResponse:
    """The list as a file. Protected identities stay in the system: a file goes where nobody watches it."""
    header = [
        _("Name"),
        _("E-mail"),
        _("Roles"),
        _("Invited by"),
        pgettext("invitation", "Sent"),
        pgettext("invitation", "State"),
    ]
    rows = (
        [
            *_who(invitation),
            ", ".join(invitation.role_labels),
            invitation.invited_by.display_name,
            localtime(invitation.sent_at).date(),
            invitation.state.label,
        ]
        for invitation in listed_invitations()
    )
    return table_response(request, name="inbjudningar", header=header, rows=rows)


def _who(invitation: Invitation) -> tuple[str, str]:
    if invitation.member and invitation.member.show_role_only:
        return invitation.member.display_name, ""
    return invitation.name, invitation.email


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*rules.INVITERS)
def invitation_new(request: MemberRequest) -> HttpResponse:
    form = InvitationForm(request.POST or None, actor=request.member)
    if form.is_valid():
        try:
            invitation = use_case.invite(actor=request.member, **form.cleaned_data)
        except NotPossible as error:
            form.add_error("email", str(error))
        else:
            messages.success(request, _("The invitation to %(email)s is on its way.") % {"email": invitation.email})
            return HttpResponseRedirect(reverse("people:invitations"))
    return render(request, "people/invitation_new.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["POST"])
@role_required(*rules.INVITERS)
def invitation_send_again(request: MemberRequest, pk: int) -> HttpResponse:
    return _act(request, pk, use_case.send_again, _("The invitation is sent again, with a new link."))


@require_http_methods(["POST"])
@role_required(*rules.INVITERS)
def invitation_revoke(request: MemberRequest, pk: int) -> HttpResponse:
    return _act(request, pk, use_case.revoke, _("The invitation is withdrawn."))


@require_http_methods(["POST"])
@role_required(*rules.INVITERS)
def invitation_link(request: MemberRequest, pk: int) -> HttpResponse:
    """Where there is no mail server: a new link, shown this once, for the inviter to hand over."""
    invitation = get_object_or_404(Invitation, pk=pk)
    try:
        token = use_case.new_link(actor=request.member, invitation=invitation)
    except (NotPossible, NotAllowed) as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(reverse("people:invitations"))
    address = address_of(request.municipality, reverse("people:accept", args=[token]))
    response = render(request, "people/invitation_link.html", {"invitation": invitation, "address": address})
    response["Cache-Control"] = "private, no-store"
    return response


def _act(request: MemberRequest, pk: int, act: Callable[..., Invitation], done: str) -> HttpResponse:
    actor: Member = request.member
    try:
        act(actor=actor, invitation=get_object_or_404(Invitation, pk=pk))
        messages.success(request, done)
    except (NotPossible, NotAllowed) as error:
        messages.error(request, str(error))
    return HttpResponseRedirect(reverse("people:invitations"))

"""The outbox page: what the municipality has written to people, for those who answer for it."""

from django.contrib import messages
from django.core.mail import mailers
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.csp import CSP
from django.utils.translation import gettext as _
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_POST, require_safe

from sluss.workflow.transitions import NotPossible
from tenants.mail import outbox as outbox_services
from tenants.mail.models import Mail
from tenants.mail.selectors import mails
from tenants.people.access import MemberRequest, role_required
from tenants.people.models import Role

READERS = (Role.ADMINISTRATOR, Role.INNOVATION_MANAGER)
PAGE_SIZE = 50
# What a letter may do when it is shown in a browser: stand there. No script, no form, nothing fetched.
LETTER_POLICY: dict[str, list[str]] = {
    "default-src": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "sandbox": ["allow-popups"],
}


@require_safe
@role_required(*READERS)
def outbox(request: MemberRequest) -> HttpResponse:
    words, state = request.GET.get("q", "").strip(), request.GET.get("state", "")
    page = Paginator(mails(words=words, state=state), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "words": words,
        "state": state,
        "states": Mail.State.choices,
        "has_server": outbox_services.MAILER in mailers,
    }
    return render(request, "mail/outbox.html", context)


@require_safe
@role_required(*READERS)
def mail(request: MemberRequest, pk: int) -> HttpResponse:
    letter = get_object_or_404(Mail, pk=pk)
    has_server = outbox_services.MAILER in mailers
    return render(request, "mail/mail.html", {"mail": letter, "has_server": has_server})


@require_safe
@csp_override(LETTER_POLICY)
@role_required(*READERS)
def as_sent(request: MemberRequest, pk: int) -> HttpResponse:
    """The HTML part alone, as the receiver's mail program gets it."""
    letter = get_object_or_404(Mail.objects.exclude(html=""), pk=pk)
    return HttpResponse(letter.html)


@require_POST
@role_required(*READERS)
def send_again(request: MemberRequest, pk: int) -> HttpResponse:
    letter = get_object_or_404(Mail, pk=pk)
    try:
        outbox_services.send_again(mail=letter)
    except NotPossible as refusal:
        messages.error(request, " ".join(map(str, refusal.reasons)))
    else:
        messages.success(request, _("The mail is on its way again."))
    return redirect("mail:mail", pk=pk)

"""The outbox page: whether what the municipality has written to people arrives, for those who answer for it."""

import re

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.db.models.functions import Lower
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.csp import CSP
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_POST, require_safe

from sluss.text.plain import plain_line
from sluss.web.table_response import table_response
from sluss.workflow.transitions import NotPossible
from tenants.mail import outbox as outbox_services
from tenants.mail import rules
from tenants.mail.models import Mail
from tenants.mail.selectors import mails, with_marks
from tenants.people.access import MemberRequest, role_required
from tenants.people.models import Member, Role

READERS = tuple(Role(role) for role in rules.READERS)
PAGE_SIZE = 50
CHUNK = 500
LONGEST_SEARCH = 200
# What a letter may do when it is shown in a browser: stand there. No script, no form, nothing fetched.
LETTER_POLICY: dict[str, list[str]] = {
    "default-src": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "sandbox": ["allow-popups"],
}


@require_safe
@role_required(*READERS)
def outbox(request: MemberRequest) -> HttpResponse:
    words, state = _chosen(request)
    found = mails(_shown_to(request), words=words, state=state)
    page = Paginator(with_marks(found), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "words": words,
        "state": state,
        "states": Mail.State.choices,
        "has_server": outbox_services.has_server(),
    }
    return render(request, "mail/outbox.html", context)


@require_safe
@role_required(*READERS)
def outbox_csv(request: MemberRequest) -> HttpResponse:
    """What was written to members with protected identity stays here: a file goes where nobody watches it."""
    words, state = _chosen(request)
    header = [pgettext("letter", "Letter"), _("To"), _("Written"), _("State")]
    found = with_marks(mails(_to_open_addresses(), words=words, state=state))
    return table_response(request, name="utskick", header=header, rows=map(_row, found.iterator(chunk_size=CHUNK)))


def _row(letter: Mail) -> list[object]:
    to = "" if letter.is_about_marked else letter.to  # type: ignore[attr-defined]  # annotated
    return [letter.kind_label, to, letter.created_at, letter.get_state_display()]


@require_safe
@role_required(*READERS)
def mail(request: MemberRequest, pk: int) -> HttpResponse:
    letter = get_object_or_404(with_marks(_shown_to(request)), pk=pk)
    context = {
        "mail": letter,
        "error": _error_of(letter),
        "has_server": outbox_services.has_server(),
        "may_read_text": _may_read_text(letter),
    }
    return render(request, "mail/mail.html", context)


@require_safe
@csp_override(LETTER_POLICY)
@role_required(*READERS)
def as_sent(request: MemberRequest, pk: int) -> HttpResponse:
    """The HTML part alone, as the receiver's mail program gets it: on a demo."""
    letter = get_object_or_404(with_marks(_shown_to(request)).exclude(html=""), pk=pk)
    if not _may_read_text(letter):
        raise Http404
    return HttpResponse(letter.html)


@require_POST
@role_required(*READERS)
def send_again(request: MemberRequest, pk: int) -> HttpResponse:
    letter = get_object_or_404(_shown_to(request), pk=pk)
    try:
        outbox_services.send_again(mail=letter)
    except NotPossible as refusal:
        messages.error(request, " ".join(map(str, refusal.reasons)))
    else:
        messages.success(request, _("The mail is on its way again."))
    return redirect("mail:mail", pk=pk)


def _chosen(request: MemberRequest) -> tuple[str, str]:
    """The words and the state that the list is narrowed by."""
    return plain_line(request.GET.get("q", ""))[:LONGEST_SEARCH], request.GET.get("state", "")


def _may_read_text(letter: Mail) -> bool:
    return rules.may_read_text(is_demo=settings.DEMO, is_marked=letter.is_about_marked)  # type: ignore[attr-defined]  # annotated


def _error_of(letter: Mail) -> str:
    """Mail servers repeat the address in what they say."""
    if not letter.is_about_marked:  # type: ignore[attr-defined]  # annotated
        return letter.error
    return re.sub(re.escape(letter.to), "…", letter.error, flags=re.IGNORECASE) if letter.to else letter.error


def _shown_to(request: MemberRequest) -> QuerySet[Mail]:
    """Everything but, where the reader may not know them, what was written to members with protected identity."""
    if rules.may_see_protected(request.member):
        return Mail.objects.all()
    return _to_open_addresses()


def _to_open_addresses() -> QuerySet[Mail]:
    protected = Member.objects.filter(show_role_only=True).values_list(Lower("email"))
    return Mail.objects.alias(address=Lower("to")).exclude(address__in=protected)

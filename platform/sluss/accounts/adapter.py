"""How the sign-in library behaves here: invitation only, each municipality on its own host, mails in our words."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.module_loading import import_string

from sluss.accounts.busy import TooBusy
from sluss.accounts.models import Account
from sluss.tenancy.middleware import SluiceRequest
from sluss.tenancy.scope import in_municipality


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by invitation; residents need none."""
        return False

    def get_login_redirect_url(self, request: SluiceRequest) -> str:
        """The municipality's start page, or a page that says where to turn for an account that is no member here."""
        return str(settings.LOGIN_REDIRECT_URL) if _belongs_here(request) else reverse("account_not_a_member")

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Account | None:
        try:
            account: Account | None = super().authenticate(request, **credentials)
        except TooBusy:
            # The password was never looked at, so the attempt must not count against whoever made it.
            self._rollback_login_failed_rl_usage()
            raise
        return account

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        """Each mail is written once, as text; its HTML is the same words in the one letter template."""
        mail: EmailMultiAlternatives = super().render_mail(template_prefix, email, context, headers)
        letter = render_to_string("accounts/letter.html", {"subject": mail.subject, "text": mail.body})
        mail.attach_alternative(letter, "text/html")
        return mail


def _belongs_here(request: SluiceRequest) -> bool:
    if request.municipality is None:
        return True
    load_member = import_string(settings.SLUSS_MEMBER_LOADER)
    with in_municipality(request.municipality):
        return load_member(account_key=request.user.pk) is not None

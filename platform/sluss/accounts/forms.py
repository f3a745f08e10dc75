"""Forms of the sign-in library, where its words are not enough: the rules of a password as a text, a key's name."""

from typing import Any

from allauth.account import forms as library
from allauth.account.adapter import get_adapter
from allauth.mfa.webauthn import forms as passkeys
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from sluss.accounts.passwords import rules_in_words
from sluss.accounts.reset_password import ask_for_reset


class ChangePasswordForm(library.ChangePasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = rules_in_words()


class ResetPasswordKeyForm(library.ResetPasswordKeyForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = rules_in_words()


class ResetPasswordForm(library.ResetPasswordForm):  # type: ignore[misc]
    """Answers the same way, by the same statements, whether the address has an account or not."""

    def clean_email(self) -> str:
        return str(get_adapter().clean_email(self.cleaned_data["email"].lower()))

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        email: str = self.cleaned_data["email"]
        ask_for_reset(request, email=email)
        return email


class AddPasskeyForm(passkeys.AddWebAuthnForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the key")


class EditPasskeyForm(passkeys.EditWebAuthnForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the key")

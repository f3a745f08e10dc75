"""Forms about passwords. Where one is chosen its rules stand as a text, where the sign-in library puts a list into a
paragraph."""

from typing import Any

from allauth.account import forms as library
from allauth.account.adapter import get_adapter
from django.http import HttpRequest

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

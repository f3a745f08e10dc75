"""Forms where a password is chosen: its rules as a text, where the sign-in library puts a list into a paragraph."""

from typing import Any

from allauth.account import forms as library

from sluss.accounts.passwords import rules_in_words


class ChangePasswordForm(library.ChangePasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = rules_in_words()


class ResetPasswordKeyForm(library.ResetPasswordKeyForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = rules_in_words()

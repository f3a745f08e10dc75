"""Fields for free text in forms about learnings and benefits: made plain, and without personal identity numbers."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from sluss.text.personal_numbers import holds_personal_number
from tenants.ideas.forms import PlainLine, PlainText


def refuse_personal_number(text: str) -> None:
    if holds_personal_number(text=text):
        raise forms.ValidationError(_("The text seems to hold a personal identity number. Take it out."))


class OpenText(PlainText):
    """Many lines that others may read."""

    default_validators = [refuse_personal_number]  # noqa: RUF012 (Django's own way of declaring it)

    def __init__(self, *, rows: int = 3, limit: int = 4_000, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows, "data-limit": limit})
        super().__init__(max_length=limit, widget=widget, **kwargs)


class OpenLine(PlainLine):
    """One line that others may read."""

    default_validators = [refuse_personal_number]  # noqa: RUF012 (as above)

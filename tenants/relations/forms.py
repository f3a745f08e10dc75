"""Joining ideas: which goes on in which, under what heading, and what their people are told."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tenants.ideas.forms import PlainLine, PlainText
from tenants.ideas.models import Idea


class MessageForm(forms.Form):
    message = PlainText(
        label=_("What you say to those who left it"),
        help_text=_("Goes out word for word. Say why, and what happens now."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=5000,
    )


class MergeForm(MessageForm):
    """Which of the two goes on is a choice: the one that came first, or that has come farther."""

    goes_on = forms.TypedChoiceField(label=_("Which one goes on?"), coerce=int, widget=forms.RadioSelect)
    field_order = ("goes_on", "message")

    def __init__(self, *args: Any, idea: Idea, other: Idea, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(row.pk, f"{row.registry_number} {row.title}") for row in (other, idea)]
        self.fields["goes_on"].choices = choices  # type: ignore[attr-defined]


class BundleForm(MessageForm):
    heading = PlainLine(
        label=_("Heading"), max_length=200, help_text=_("What they have in common, as you would say it to a colleague.")
    )
    field_order = ("heading", "message")

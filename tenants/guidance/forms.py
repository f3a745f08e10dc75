"""The form of a guidance text."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tenants.ideas.forms import PlainText

LONGEST = 2000


class WordsForm(forms.Form):
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    sv = PlainText(
        label=_("In Swedish"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8, "lang": "sv", "data-limit": LONGEST}),
        help_text=_("Write to one person, as you would say it. An empty line begins a new paragraph."),
    )
    en = PlainText(
        label=_("In English"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "lang": "en", "data-limit": LONGEST}),
        help_text=_("If you leave it empty, readers of English see the Swedish text."),
    )

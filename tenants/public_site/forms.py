"""Forms of the public pages."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tenants.ideas.forms import PlainLine, PlainText
from tenants.ideas.numbers import WarnsOfPersonalNumbers

LONGEST = 2000


class OpenForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput)
    read = forms.BooleanField(
        label=_("I have read the text as it stands here. It names nobody, and nothing in it says who somebody is."),
    )


class SupportForm(forms.Form):
    email = forms.EmailField(
        label=_("Your e-mail"),
        help_text=_(
            "You get a letter with a link to confirm. The address is used for that letter alone. Then a code is kept "
            "in its place, so that everyone counts once."
        ),
    )


class CommentForm(WarnsOfPersonalNumbers):
    """What it says is looked at before anyone reads it."""

    watched = ("text", "name")
    text = PlainText(
        label=_("What do you want to say?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4, "data-limit": LONGEST}),
        help_text=_("It is looked at before it is shown here. Leave out what is about private persons."),
    )
    name = PlainLine(
        label=_("What may we call you?"), max_length=60, required=False, help_text=_("You can leave it empty.")
    )
    field_order = ("text", "name", "keep_numbers")


class HideForm(forms.Form):
    reason = PlainLine(label=_("Why is it hidden?"), max_length=300, help_text=_("Is kept with the comment."))
